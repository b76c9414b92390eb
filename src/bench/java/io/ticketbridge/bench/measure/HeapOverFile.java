package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.BridgeHome;
import io.ticketbridge.bench.load.FileDrop;
import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.bench.process.GarbageLog;
import io.ticketbridge.bench.process.JavaCommand;
import io.ticketbridge.bench.report.Goal;
import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.report.Table;
import io.ticketbridge.bench.upstream.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The peak of the file door's heap over the size of the file: it must not grow with it. */
public final class HeapOverFile {

    private static final String GOAL = "1,000,000 rows in 256 MB";
    private static final int GOAL_ROWS = 1_000_000;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Scale scale;

    public HeapOverFile(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    public Section section() throws InterruptedException {
        GarbageLog garbage = new GarbageLog(folder.resolve("gc.log"));
        try (StandIn upstream = new StandIn();
                Bridge bridge =
                        Bridge.start(new BridgeHome(folder.resolve("bridge"), upstream.uri()), garbage.option())) {
            FileDrop drop = new FileDrop(bridge.inbox(), new TicketTexts());
            Table table = new Table(
                    "rows", "file, MiB", "peak before a collection, MiB", "peak after one, MiB", "rows a second");
            for (Scale.FileSize size : scale.files()) {
                Progress.say("heap: file of " + size.rows() + " rows");
                FileDrop.Dropped file = drop.write(size.rows(), "x".repeat(size.padding()));
                double mebibytes = file.bytes() / 1024.0 / 1024.0;
                garbage.skip();
                double perSecond = deliver(file, size.rows(), upstream);
                GarbageLog.Peak peak = garbage.peak();
                table.row(
                        String.format(Locale.ROOT, "%,d", size.rows()),
                        String.format(Locale.ROOT, "%.1f", mebibytes),
                        String.valueOf(peak.before()),
                        String.valueOf(peak.after()),
                        String.format(Locale.ROOT, "%.0f", perSecond));
            }
            return section(table);
        }
    }

    private static double deliver(FileDrop.Dropped file, int rows, StandIn upstream) throws InterruptedException {
        long before = upstream.tally().counts().tickets();
        long start = System.nanoTime();
        file.drop();
        long end = upstream.tally().awaitTickets(before + rows, LONGEST_SILENCE).lastCreated();
        file.awaitReport(LONGEST_SILENCE);
        return rows / ((end - start) / 1e9);
    }

    private Section section(Table table) {
        List<String> lines = new ArrayList<>(List.of(
                "One Ticketbridge with a heap of " + JavaCommand.HEAP + ", one file after the other, until each has its"
                        + " report. What is left after a collection is what it needs.",
                ""));
        lines.addAll(table.lines());
        Scale.FileSize last = scale.files().get(scale.files().size() - 1);
        String shown =
                String.format(Locale.ROOT, "%,d rows were delivered in a heap of %s", last.rows(), JavaCommand.HEAP);
        Goal goal = last.rows() >= GOAL_ROWS
                ? Goal.of(GOAL, true, shown)
                : Goal.notMeasured(GOAL, shown + "; -Dbench.large does the million");
        return new Section("Memory over the size of a file", lines, List.of(goal));
    }
}
