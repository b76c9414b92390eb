package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.BridgeHome;
import io.ticketbridge.bench.contender.ClassArchive;
import io.ticketbridge.bench.contender.StartedCamel;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.process.ResidentMemory;
import io.ticketbridge.bench.report.Goal;
import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.report.Spread;
import io.ticketbridge.bench.report.Table;
import io.ticketbridge.bench.upstream.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** From the start of the process until it is ready, and its memory then, beside a camel-main that does nothing. */
public final class StartUps {

    private static final String EMPTY = "empty camel-main";
    private static final String JAR = "ticketbridge run, java -jar";
    private static final String LAUNCHER = "ticketbridge run, its launcher";
    private static final double MOST = 1.3;
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);

    private final Path folder;
    private final Scale scale;
    private final Map<String, List<Started>> starts = new LinkedHashMap<>();

    private record Started(double millis, double mebibytes) {}

    public StartUps(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    /** The first start of each, on an empty data folder, is shown by itself. */
    public Section section() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        try (StandIn upstream = new StandIn()) {
            BridgeHome byJar = new BridgeHome(folder.resolve("by-jar"), upstream.uri());
            BridgeHome byLauncher = new BridgeHome(folder.resolve("by-launcher"), upstream.uri());
            for (int start = 0; start <= scale.starts(); start++) {
                Progress.say("start " + start + " of " + scale.starts());
                add(EMPTY, () -> {
                    try (StartedCamel camel = StartedCamel.start(empty)) {
                        return started(camel.process(), camel.readyAfter());
                    }
                });
                add(JAR, () -> {
                    try (Bridge bridge = Bridge.start(byJar)) {
                        return started(bridge.process(), bridge.readyAfter());
                    }
                });
                add(LAUNCHER, () -> {
                    try (Bridge bridge = Bridge.launch(byLauncher)) {
                        Started now = started(bridge.process(), bridge.readyAfter());
                        ClassArchive.awaitMade(LONGEST_MAKING);
                        return now;
                    }
                });
            }
        }
        return report();
    }

    private void add(String name, Supplier<Started> start) {
        starts.computeIfAbsent(name, first -> new ArrayList<>()).add(start.get());
    }

    private static Started started(ChildProcess process, Duration readyAfter) {
        return new Started(
                readyAfter.toNanos() / 1e6,
                ResidentMemory.ofProcess(process.pid()).stream()
                        .asDoubleStream()
                        .findFirst()
                        .orElse(Double.NaN));
    }

    private Section report() {
        Table table = new Table("", "first start, ms", "ready after, ms", "times empty", "resident when ready, MiB");
        for (String name : starts.keySet()) {
            table.row(
                    name,
                    String.valueOf(Math.round(starts.get(name).get(0).millis())),
                    again(name).text(0),
                    ratio(name).text(2),
                    Spread.of(later(name).stream().map(Started::mebibytes).toList())
                            .text(0));
        }
        List<String> lines = new ArrayList<>(List.of(
                scale.starts() + " starts in turns on an existing data folder; the first, on an empty one, by itself."
                        + " The empty camel-main has the same components and broker, one trivial route for each.",
                ""));
        lines.addAll(table.lines());
        Spread launcher = ratio(LAUNCHER);
        return new Section(
                "Start and memory",
                lines,
                List.of(Goal.of(
                        "ready within 1.3 x the empty camel-main",
                        launcher.median() <= MOST,
                        "by its launcher " + launcher.text(2) + ", java -jar "
                                + ratio(JAR).text(2))));
    }

    private Spread again(String name) {
        return Spread.of(later(name).stream().map(Started::millis).toList());
    }

    private Spread ratio(String name) {
        List<Double> ratios = new ArrayList<>();
        for (int start = 0; start < later(name).size(); start++) {
            ratios.add(later(name).get(start).millis() / later(EMPTY).get(start).millis());
        }
        return Spread.of(ratios);
    }

    private List<Started> later(String name) {
        List<Started> all = starts.get(name);
        return all.subList(1, all.size());
    }
}
