package io.ticketbridge.command;

import io.ticketbridge.delivery.TicketLink;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Row;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.List;

/** Shows what became of a batch's first sample, and how to go on or stop. */
final class SampleReport {

    private final Ledger ledger;
    private final TicketLink links;
    private final ConfigurationOptions configuration;
    private final PrintWriter out;

    SampleReport(Ledger ledger, TicketLink links, ConfigurationOptions configuration, PrintWriter out) {
        this.ledger = ledger;
        this.links = links;
        this.configuration = configuration;
        this.out = out;
    }

    void print(Batch batch) {
        List<Row> sample = ledger.batches().firstRows(batch.id());
        if (!sample.isEmpty()) {
            Table table = new Table(List.of("row", "application", "key", "state", "ticket", "link or reason"));
            sample.forEach(row -> table.row(cells(row)));
            table.print(out);
        }
        String name = BatchNames.shortName(batch);
        out.println();
        out.println(
                sample.isEmpty()
                        ? "It is paused; the rows that were not sent wait."
                        : "Look at these tickets: the other rows wait. What waits is mapped with the mapping of then, so mend it"
                                + " before you go on.");
        out.println("  to go on: " + configuration.commandLine("batch resume " + name));
        out.println("  to stop:  " + configuration.commandLine("batch cancel " + name));
        out.flush();
    }

    private List<String> cells(Row row) {
        String ticketId = row.intent()
                .filter(intent -> intent.ticketId().isPresent())
                .map(intent -> String.valueOf(intent.ticketId().getAsLong()))
                .orElse("");
        return List.of(
                String.valueOf(row.row()),
                row.intent().map(Intent::application).orElse(""),
                row.key().orElse(""),
                row.state(),
                ticketId,
                row.intent()
                        .flatMap(links::to)
                        .or(() -> row.reason().map(reason -> reason.code() + ": " + reason.text()))
                        .orElse(""));
    }
}
