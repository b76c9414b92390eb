package io.ticketbridge.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: the record of everything that happened. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {"The audit files, one a day under data/audit.", ""},
        subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: audit verify");
    }
}
