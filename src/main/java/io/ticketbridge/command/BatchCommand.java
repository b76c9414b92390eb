package io.ticketbridge.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code batch}: what is known of dropped and imported files, and the switch of each. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = {"The files that were dropped or imported: how each stands, and its switch.", ""},
        subcommands = {
            BatchListCommand.class,
            BatchShowCommand.class,
            BatchPauseCommand.class,
            BatchResumeCommand.class,
            BatchCancelCommand.class
        })
final class BatchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: batch list, show, pause, resume or cancel");
    }
}
