package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.load.OpenLoop;
import io.ticketbridge.bench.load.Target;
import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.report.Table;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What the REST door adds to a direct post, at half of the load it can bear. */
final class AddedLatency {

    private static final Duration UPSTREAM = Duration.ofMillis(5);

    private final Contenders contenders;
    private final Scale scale;

    AddedLatency(Contenders contenders, Scale scale) {
        this.contenders = contenders;
        this.scale = scale;
    }

    /** @param capacity of the door, in tickets a second, at the same latency of the upstream */
    Section section(double capacity) throws InterruptedException {
        Progress.say("added latency");
        double perSecond = capacity / 2;
        URI tickets = URI.create(contenders.upstream().uri() + "/tickets");
        Target direct = Target.upstream(tickets);
        Target door = contenders.bridge().rest();
        contenders.upstream().answerAfter(UPSTREAM);
        try (OpenLoop load = new OpenLoop(contenders.tickets())) {
            load.run(direct, perSecond, scale.latencySlice().dividedBy(4));
            load.run(door, perSecond, scale.latencySlice().dividedBy(4));
            Histogram straight = load.run(direct, perSecond, scale.latencySlice());
            Histogram through = load.run(door, perSecond, scale.latencySlice());
            for (int slice = 1; slice < scale.latencySlices(); slice++) {
                straight.add(load.run(direct, perSecond, scale.latencySlice()));
                through.add(load.run(door, perSecond, scale.latencySlice()));
            }
            return section(perSecond, straight, through);
        } finally {
            contenders.upstream().answerAfter(Duration.ZERO);
        }
    }

    static Duration upstream() {
        return UPSTREAM;
    }

    private static Section section(double perSecond, Histogram straight, Histogram through) {
        Table table = new Table("milliseconds", "p50", "p90", "p99", "most", "tickets")
                .row("straight to the upstream", cells(straight))
                .row("through the REST door", cells(through))
                .row(
                        "added",
                        added(straight, through, 50),
                        added(straight, through, 90),
                        added(straight, through, 99),
                        millis(through.getMaxValue() - straight.getMaxValue()),
                        "");
        List<String> lines = new ArrayList<>(List.of(
                String.format(
                        Locale.ROOT,
                        "%.0f tickets a second at fixed times, half of what the door can do; upstream %d ms. Each one's"
                                + " time runs from when it was due.",
                        perSecond,
                        UPSTREAM.toMillis()),
                ""));
        lines.addAll(table.lines());
        return new Section("Added latency at half load", lines, List.of());
    }

    private static String[] cells(Histogram times) {
        return new String[] {
            millis(times.getValueAtPercentile(50)),
            millis(times.getValueAtPercentile(90)),
            millis(times.getValueAtPercentile(99)),
            millis(times.getMaxValue()),
            String.valueOf(times.getTotalCount())
        };
    }

    private static String added(Histogram straight, Histogram through, double percentile) {
        return millis(through.getValueAtPercentile(percentile) - straight.getValueAtPercentile(percentile));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
