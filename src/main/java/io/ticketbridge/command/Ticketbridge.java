package io.ticketbridge.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. Results go to stdout, faults and logs to stderr, both in UTF-8. */
@Command(
        name = "ticketbridge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Takes support tickets in by REST, file and queue; each becomes exactly one Socialboards ticket, or rests in a"
                    + " state that says why not.",
            ""
        },
        footer = {
            "",
            "To begin:",
            "  ticketbridge demo                  see it work, with nothing else installed",
            "  ticketbridge run --sandbox         the bridge against a stand-in upstream",
            "  ticketbridge check                 what is configured, and what is wrong with it",
            "  ticketbridge COMMAND --help         more about one command"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SandboxCommand.class,
            ImportCommand.class,
            BatchCommand.class,
            StatusCommand.class,
            TicketsCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            AccountCommand.class,
            HelpCommand.class
        })
public final class Ticketbridge implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Without a command: how to begin. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.UNUSABLE;
    }

    public static void main(String[] arguments) {
        System.exit(
                commandLine(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        Faults faults = new Faults();
        return new CommandLine(new Ticketbridge())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults);
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
