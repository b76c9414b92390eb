package io.ticketbridge.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code account}: who may use the REST door. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = {"The accounts of the REST door.", ""},
        subcommands = AccountAddCommand.class)
final class AccountCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: account add USER");
    }
}
