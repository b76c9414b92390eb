package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** All there is to know of one batch. */
final class BatchSheet {

    private static final List<String> REPORTS = List.of(".report.csv", ".summary.json", ".rejects.csv");

    private static final int MOST_APPLICATIONS = 20;

    private final Batch batch;
    private final BatchSums sums;
    private final BatchSums sample;
    private final SortedMap<String, BatchSums> applications;
    private final List<String> hindrances;

    BatchSheet(Batch batch, Ledger ledger) {
        this.batch = batch;
        this.applications = ledger.batches().sumsByApplication(batch.id());
        this.sums = applications.values().stream().reduce(BatchSums.NONE, BatchSums::plus); // of the same moment
        this.sample = ledger.batches().firstSums(batch.id());
        this.hindrances = batch.finished().isPresent()
                ? List.of()
                : Stream.concat(
                                LostFile.of(batch).stream(),
                                GateInWords.of(ledger.gates().all(), batch.upstream(), sums).stream())
                        .toList();
    }

    void print(PrintWriter out, boolean bridgeRuns) {
        out.println("batch " + batch.id());
        line(out, "file", batch.name());
        line(out, "upstream", batch.upstream().label());
        line(out, "state", BatchNames.stage(batch));
        batch.failure().ifPresent(reason -> line(out, "reason", reason.code() + ": " + reason.text()));
        line(out, "rows", sums.rows() + ": " + SumsInWords.all(sums));
        applications.entrySet().stream()
                .limit(MOST_APPLICATIONS)
                .forEach(of -> line(
                        out,
                        "",
                        (of.getKey().isEmpty() ? "refused" : "application " + of.getKey()) + ", "
                                + of.getValue().rows() + ": " + of.getValue().inWords()));
        if (applications.size() > MOST_APPLICATIONS) {
            line(out, "", "and " + (applications.size() - MOST_APPLICATIONS) + " more applications: see --json");
        }
        if (sample.rows() > 0) {
            line(out, "first sample", sample.rows() + ": " + SumsInWords.all(sample));
        }
        batch.repeats().ifPresent(other -> line(out, "repeats", other));
        batch.corrects().ifPresent(other -> line(out, "corrects", other));
        batch.again().ifPresent(why -> line(out, "sent again", why));
        line(out, "started", batch.started().toString());
        batch.resumed().ifPresent(at -> line(out, "resumed", at.toString()));
        batch.finished().ifPresent(at -> line(out, "finished", at.toString()));
        line(out, "its file is", batch.path());
        reports().forEach(report -> line(out, "report", report.toString()));
        hindrances.forEach(sentence -> line(out, "held up", sentence));
        line(out, "what to do", BatchAdvice.on(batch, sums, bridgeRuns));
    }

    ObjectNode json(boolean bridgeRuns) {
        ObjectNode json = BatchJson.of(batch, sums);
        json.put("firstSampleRows", sample.rows());
        ObjectNode byApplication = json.putObject("applications");
        applications.forEach((application, of) -> BatchJson.putSums(byApplication.putObject(application), of));
        json.put("resumed", batch.resumed().map(Object::toString).orElse(null));
        ArrayNode reports = json.putArray("reports");
        reports().forEach(report -> reports.add(report.toString()));
        ArrayNode held = json.putArray("hindrances");
        hindrances.forEach(held::add);
        json.put("whatToDo", BatchAdvice.on(batch, sums, bridgeRuns));
        return json;
    }

    private List<Path> reports() {
        return REPORTS.stream()
                .map(suffix -> Path.of(batch.path() + suffix))
                .flatMap(report -> Files.exists(report) ? Stream.of(report) : Stream.empty())
                .toList();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(Printable.of(String.format("  %-14s %s", name, value)));
    }
}
