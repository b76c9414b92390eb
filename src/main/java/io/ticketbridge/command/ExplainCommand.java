package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.TicketStory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain KEY}: one ticket's life. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "One ticket's life: where it came in, under which names, every attempt and what it showed, where it rests and"
                    + " what to do.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge explain 01JD4ZP6Y7K3T5S8W2N9QXVB4M      a ticket key (Ticketbridge-Key)",
            "  ticketbridge explain order-1042                      a caller's key or an external_id",
            "  ticketbridge explain 48213 --show-content            a Socialboards id, with what was sent",
            "",
            "Exit code: 0 found, 1 unknown, 2 unusable configuration or ledger."
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "A ticket key, a caller's key, an external_id or a Socialboards id.")
    private String name;

    @Option(
            names = "--show-content",
            description = "Also print subject, message, creator and the answers: they hold personal data.")
    private boolean showContent;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        if (LedgerAccess.read(settings, this::explain).orElse(false)) {
            return Exit.FINE;
        }
        spec.commandLine()
                .getErr()
                .println("ticketbridge: the ledger knows nothing by the name " + Printable.of(name)
                        + ": give a ticket key, a caller's key, an external_id or a Socialboards id.");
        return Exit.NOT_AS_IT_SHOULD;
    }

    private boolean explain(Ledger ledger) {
        PrintWriter out = spec.commandLine().getOut();
        List<TicketStory> stories = ledger.inspection().stories(name);
        for (TicketStory story : stories) {
            new TicketLife(story, ledger.gates().all(), showContent).print(out);
            out.println();
        }
        out.flush();
        return !stories.isEmpty();
    }
}
