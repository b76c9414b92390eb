package io.ticketbridge.command;

import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.engine.OnlineCheck;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: what is configured, and all that is wrong with it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks configuration, accounts, mapping and routes, and prints the policy in force: every key with its source,"
                    + " secrets masked, and the table of outcomes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge check",
            "  ticketbridge check --online",
            "  ticketbridge check --sandbox --config /etc/ticketbridge",
            "",
            "Exit code: 0 nothing wrong, 2 with all that is wrong on stderr."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private RoutesOption routes;

    @Option(names = "--sandbox", description = "Check for run --sandbox, which needs no credentials.")
    private boolean sandbox;

    @Option(
            names = "--online",
            description =
                    "When nothing else is wrong, also get a token and make one harmless list call. A refresh token that"
                            + " is given anew is kept in the ledger.")
    private boolean online;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = configuration.load();
        PrintWriter out = spec.commandLine().getOut();
        List<String> problems = new ArrayList<>(loaded.problems(!sandbox));
        PolicyReport.print(loaded, out);
        problems.addAll(FileChecks.problems(loaded.asFarAsRight(), routes.folder(), out));
        problems.addAll(StartChecks.problems(loaded.asFarAsRight()));
        if (online && !sandbox && problems.isEmpty()) {
            OnlineCheck.problem(loaded.settings(), Clock.systemUTC())
                    .ifPresentOrElse(problems::add, () -> out.println("upstream: token and list call are fine"));
        }
        out.println(verdict(problems.size()));
        out.flush();
        problems.forEach(problem -> spec.commandLine().getErr().println("ticketbridge: " + Printable.of(problem)));
        spec.commandLine().getErr().flush();
        return problems.isEmpty() ? Exit.FINE : Exit.UNUSABLE;
    }

    private static String verdict(int problems) {
        return switch (problems) {
            case 0 -> "Nothing is wrong.";
            case 1 -> "1 problem, on stderr.";
            default -> problems + " problems, on stderr.";
        };
    }
}
