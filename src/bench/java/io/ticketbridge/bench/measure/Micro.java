package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The parts that run for every ticket, by themselves: JMH, with what they allocate. */
public final class Micro {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Path folder;
    private final Scale scale;

    public Micro(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    public Section section() throws RunnerException {
        Progress.say("JMH");
        TimeValue time = TimeValue.milliseconds(scale.microMillis());
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("\\.(bench\\.micro|audit)\\..*Benchmark\\.")
                        .forks(1)
                        .warmupIterations(2 * scale.microIterations())
                        .warmupTime(time)
                        .measurementIterations(scale.microIterations())
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .output(folder.resolve("jmh.txt").toString())
                        .build())
                .run();
        Table table = new Table("one ticket of 400 characters", "ns", "error", "bytes allocated");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            table.row(
                    name(result),
                    number(primary.getScore()),
                    "+-" + number(primary.getScoreError()),
                    number(result.getSecondaryResults().get(ALLOCATED).getScore()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        return new Section("Parts, by JMH", lines, List.of());
    }

    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        return parts[parts.length - 2].replace("Benchmark", "");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, "%,.0f", value);
    }
}
