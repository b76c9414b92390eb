package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.FolderLock;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Replays.Order;
import io.ticketbridge.ledger.Replays.Result;
import io.ticketbridge.ledger.Replays.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: puts to work again what rests without a ticket. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts tickets to work again that are rejected, dead or parked: those you name, or those you choose by state, file,"
                    + " time, door or application. Writes to the ledger; the bridge that runs delivers, or the next one that"
                    + " starts.",
            "",
            "A replay keeps the ticket key and starts its count of attempts and its age anew. Where an attempt may have"
                    + " created the ticket, Socialboards is asked first, and it is sent again, with the same bytes, only when"
                    + " it is not there. Otherwise it is mapped again, so mend config/mapping.yaml first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge replay --state dead --since 2h --dry-run        what would be replayed",
            "  ticketbridge replay --state rejected --application 42 --reason \"category mended\"",
            "  ticketbridge replay order-1042                               one, by any name that explain takes",
            "  ticketbridge replay order-1042 --resolve 48213               found by hand: it is ticket 48213",
            "  ticketbridge replay order-1042 --as-new --reason \"deleted by mistake\"",
            "",
            "Exit code: 0 all replayed, 1 nothing matched or not all could be, 2 wrong arguments, configuration or ledger."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int AT_ONCE = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "KEY",
            description = "A ticket key, a caller's key, an external_id or a Socialboards id.")
    private List<String> names = List.of();

    @Mixin
    private ReplaySelection chosen;

    @Option(names = "--dry-run", description = "Say what would be replayed, and change nothing.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; told to the audit.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--as-new",
            description =
                    "Send it as a new ticket under a new key; the old one is rejected as replaced and keeps its names."
                            + " Needs KEY and --reason.")
    private boolean asNew;

    @Option(
            names = "--resolve",
            paramLabel = "TICKET_ID",
            description = "It is this Socialboards ticket: nothing is sent, it is delivered. Needs one KEY.")
    private Optional<Long> resolve = Optional.empty();

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        checkArguments();
        Settings settings = configuration.load().settings();
        return LedgerAccess.read(settings, ledger -> replay(ledger, settings)).orElseGet(this::nothing);
    }

    private void checkArguments() {
        if (names.isEmpty() == chosen.isEmpty()) {
            throw wrong("Say what to replay: either KEY, or --state, --batch, --since, --door or --application");
        }
        if (asNew && (names.isEmpty() || reason.filter(text -> !text.isBlank()).isEmpty())) {
            throw wrong("--as-new needs KEY and --reason \"why\"");
        }
        if (resolve.isPresent() && (names.size() != 1 || asNew)) {
            throw wrong("--resolve needs exactly one KEY, and goes without --as-new");
        }
        try {
            chosen.resting();
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private int replay(Ledger ledger, Settings settings) {
        ReplayReport report = new ReplayReport(spec.commandLine().getOut(), dryRun);
        boolean found =
                names.isEmpty() ? replayChosen(ledger, settings, report) : replayNamed(ledger, settings, report);
        if (!found) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        int exitCode = report.end();
        if (report.replayedAny()
                && !dryRun
                && FolderLock.holder(settings.get(Keys.DATA_DIR)).isEmpty()) {
            tell("no bridge runs on this data folder; the next one that starts goes on with them.");
        }
        return exitCode;
    }

    /** @return false = the choice names no batch, or several */
    private boolean replayChosen(Ledger ledger, Settings settings, ReplayReport report) {
        Optional<Selection> selection =
                chosen.selection(ledger.batches(), spec.commandLine().getErr());
        if (selection.isEmpty()) {
            return false;
        }
        Replayer replayer = new Replayer(ledger, settings);
        List<Intent> page = ledger.replays().select(selection.get(), "", AT_ONCE);
        while (!page.isEmpty()) {
            replayUnderTheirKeys(replayer, page, report);
            String after = page.get(page.size() - 1).key();
            page = ledger.replays().select(selection.get(), after, AT_ONCE);
        }
        return true;
    }

    private void replayUnderTheirKeys(Replayer replayer, List<Intent> intents, ReplayReport report) {
        if (dryRun) {
            intents.forEach(intent -> report.tell(intent, replayer.preview(intent)));
            return;
        }
        List<Result> results = replayer.replay(intents, order());
        for (int i = 0; i < intents.size(); i++) {
            report.tell(intents.get(i), results.get(i));
        }
    }

    /** @return false = a name is unknown, or has several tickets */
    private boolean replayNamed(Ledger ledger, Settings settings, ReplayReport report) {
        List<Intent> intents = named(ledger);
        if (dryRun || !asNew && resolve.isEmpty()) {
            replayUnderTheirKeys(new Replayer(ledger, settings), intents, report);
            return !intents.isEmpty();
        }
        OptionalLong ticketId = resolve.map(OptionalLong::of).orElse(OptionalLong.empty());
        for (Intent intent : intents) {
            report.tell(
                    intent,
                    ticketId.isPresent()
                            ? ledger.replays().resolve(intent.key(), ticketId.getAsLong(), order())
                            : ledger.replays().replayAsNew(intent.key(), order()));
        }
        return !intents.isEmpty();
    }

    /** All of the named, or none when a name is unknown or has several tickets. */
    private List<Intent> named(Ledger ledger) {
        List<Intent> intents = new ArrayList<>();
        for (String name : names) {
            List<Intent> found = ledger.inspection().lookup(name);
            if (found.size() != 1) {
                tell(
                        found.isEmpty()
                                ? "the ledger knows nothing by the name " + name + "; nothing was replayed."
                                : name + " names " + found.size()
                                        + " tickets: give one of their keys, see explain; nothing was replayed.");
                return List.of();
            }
            intents.addAll(found);
        }
        return intents.stream().distinct().toList();
    }

    private Order order() {
        return new Order(System.getProperty("user.name"), reason);
    }

    private int nothing() {
        tell("there is no ledger yet; nothing was replayed.");
        return Exit.NOT_AS_IT_SHOULD;
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println("ticketbridge: " + Printable.of(sentence));
        spec.commandLine().getErr().flush();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
