package io.ticketbridge.bench;

import io.ticketbridge.bench.measure.AllowedRateUse;
import io.ticketbridge.bench.measure.HeapOverFile;
import io.ticketbridge.bench.measure.Micro;
import io.ticketbridge.bench.measure.Rated;
import io.ticketbridge.bench.measure.Scale;
import io.ticketbridge.bench.measure.StartUps;
import io.ticketbridge.bench.process.ParentWatch;
import io.ticketbridge.bench.report.Report;
import io.ticketbridge.bench.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures Ticketbridge beside what one would use instead, on this machine, and prints the report; it is in
 * {@code target/bench/report.txt} too. Run by the Maven profile {@code bench}, from the project's folder.
 *
 * <p>{@code -Dbench.quick=true} only shows that everything works; {@code -Dbench.large=true} adds a file of a million
 * rows; {@code -Dbench.only=rates,start,memory,limit,parts} leaves the others away.
 */
public final class Benchmark {

    private static final Path RESULTS = Path.of("target", "bench").toAbsolutePath();

    private Benchmark() {}

    /** Exits with 1 when anything failed: an answer, a count, a start. */
    public static void main(String[] arguments) {
        ParentWatch.begin();
        try {
            run();
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run() throws Exception {
        boolean quick = Boolean.getBoolean("bench.quick");
        Scale chosen = quick ? Scale.quick() : Scale.full();
        Scale scale = Boolean.getBoolean("bench.large") ? chosen.withLargeFile() : chosen;
        Map<String, Callable<List<Section>>> parts = new LinkedHashMap<>();
        try (Workplace place = Workplace.make(RESULTS.resolve("work"))) {
            parts.put("rates", () -> new Rated(place.folder("rates"), scale).sections());
            parts.put("start", () -> List.of(new StartUps(place.folder("start"), scale).section()));
            parts.put("memory", () -> List.of(new HeapOverFile(place.folder("memory"), scale).section()));
            parts.put("limit", () -> List.of(new AllowedRateUse(place.folder("limit"), scale).section()));
            parts.put("parts", () -> List.of(new Micro(place.folder("parts"), scale).section()));
            parts.keySet().retainAll(chosen(parts.keySet()));
            Report report = new Report(Machine.facts(place.folder("machine"), quick), !quick);
            try {
                for (Callable<List<Section>> part : parts.values()) {
                    part.call().forEach(report::add);
                }
            } catch (Exception e) {
                report.add(new Section("Failed", List.of(e.toString(), "The report ends here."), List.of()));
                throw e;
            } finally {
                Files.writeString(RESULTS.resolve("report.txt"), report.text());
                System.out.print(report.text());
            }
        }
    }

    private static List<String> chosen(Collection<String> all) {
        String only = System.getProperty("bench.only", "");
        return only.isBlank() || only.equals("null") ? List.copyOf(all) : List.of(only.split(","));
    }
}
