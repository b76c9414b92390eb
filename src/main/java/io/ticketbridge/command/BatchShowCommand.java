package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.FolderLock;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batch show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"All there is to know of one batch, where its file and reports are, and what to do next.", ""},
        footer = {
            "",
            "Examples:",
            "  ticketbridge batch show tickets.csv",
            "  ticketbridge batch show 3f2a91c0d4e5 --json | jq .waiting",
            "",
            "Exit code: 0 found, 1 no such batch or several, 2 unusable configuration or ledger."
        })
final class BatchShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchChoice choice;

    @Option(names = "--json", description = "One JSON object on one line, for programs.")
    private boolean json;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        PrintWriter err = spec.commandLine().getErr();
        return LedgerAccess.read(settings, ledger -> show(ledger, settings)).orElseGet(() -> choice.none(err));
    }

    private int show(Ledger ledger, Settings settings) {
        Batches batches = ledger.batches();
        Optional<Batch> found = choice.find(batches, spec.commandLine().getErr());
        if (found.isEmpty()) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        PrintWriter out = spec.commandLine().getOut();
        BatchSheet sheet = new BatchSheet(found.get(), ledger);
        boolean bridgeRuns = FolderLock.holder(settings.get(Keys.DATA_DIR)).isPresent();
        if (json) {
            out.println(sheet.json(bridgeRuns));
        } else {
            sheet.print(out, bridgeRuns);
        }
        out.flush();
        return Exit.FINE;
    }
}
