package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batch list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"The newest 20 batches, newest first, and how their rows stand.", ""},
        footer = {
            "",
            "Examples:",
            "  ticketbridge batch list",
            "  ticketbridge batch list --all --json | jq '.[] | select(.control == \"paused\") | .batch'",
            "",
            "Exit code: 0, also when there is none; 2 unusable configuration or ledger."
        })
final class BatchListCommand implements Callable<Integer> {

    private static final int NEWEST = 20;

    private static final List<String> HEADS = List.of(
            "batch",
            "file",
            "upstream",
            "state",
            "rows",
            "delivered",
            "rejected",
            "duplicate",
            "waiting",
            "unknown",
            "dead",
            "started");

    @Spec
    private CommandSpec spec;

    @Option(names = "--all", description = "All batches, not only the newest 20.")
    private boolean all;

    @Option(names = "--json", description = "One JSON array on one line, for programs.")
    private boolean json;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        PrintWriter out = spec.commandLine().getOut();
        List<Standing> batches = LedgerAccess.read(settings, this::standings).orElse(List.of());
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            batches.forEach(standing -> array.add(BatchJson.of(standing.batch(), standing.sums())));
            out.println(array);
        } else if (batches.isEmpty()) {
            out.println("no batch yet");
        } else {
            Table table = new Table(HEADS);
            batches.forEach(standing -> table.row(cells(standing.batch(), standing.sums())));
            table.print(out);
        }
        out.flush();
        return Exit.FINE;
    }

    private record Standing(Batch batch, BatchSums sums) {}

    private List<Standing> standings(Ledger ledger) {
        Batches batches = ledger.batches();
        return batches.list(all ? Integer.MAX_VALUE : NEWEST).stream()
                .map(batch -> new Standing(batch, batches.sums(batch.id())))
                .toList();
    }

    private static List<String> cells(Batch batch, BatchSums sums) {
        Stream<String> numbers = Stream.of(
                        sums.rows(),
                        sums.delivered(),
                        sums.rejected(),
                        sums.duplicate(),
                        sums.waiting(),
                        sums.unknown(),
                        sums.dead())
                .map(String::valueOf);
        return Stream.of(
                        Stream.of(
                                BatchNames.shortName(batch),
                                batch.name(),
                                batch.upstream().label(),
                                BatchNames.stageAndOrigin(batch)),
                        numbers,
                        Stream.of(
                                batch.started().truncatedTo(ChronoUnit.SECONDS).toString()))
                .flatMap(cells -> cells)
                .toList();
    }
}
