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

/** What the REST door adds to a direct post, at half of the load it can bear. */
final class AddedLatency {

    private static final Duration UPSTREAM = Scale.FAST;

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
            OpenLoop.Times straight = load.run(direct, perSecond, scale.latencySlice());
            OpenLoop.Times through = load.run(door, perSecond, scale.latencySlice());
            for (int slice = 1; slice < scale.latencySlices(); slice++) {
                straight = straight.plus(load.run(direct, perSecond, scale.latencySlice()));
                through = through.plus(load.run(door, perSecond, scale.latencySlice()));
            }
            return section(perSecond, straight, through);
        } finally {
            contenders.upstream().answerAfter(Duration.ZERO);
        }
    }

    static Duration upstream() {
        return UPSTREAM;
    }

    private static Section section(double perSecond, OpenLoop.Times straight, OpenLoop.Times through) {
        Table table = new Table("milliseconds", "p50", "p90", "p99", "most", "delivered", "only accepted")
                .row("straight to the upstream", cells(straight))
                .row("through the REST door", cells(through))
                .row(
                        "added",
                        added(straight, through, 50),
                        added(straight, through, 90),
                        added(straight, through, 99),
                        added(straight, through, 100),
                        "",
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
        if (straight.unsettled() + through.unsettled() > 0) {
            lines.add(
                    "More callers came at once than may wait (http.waiters): the machine was too busy for these figures.");
        }
        return new Section("Added latency at half load", lines, List.of());
    }

    private static String[] cells(OpenLoop.Times times) {
        return new String[] {
            millis(times.nanos().getValueAtPercentile(50)),
            millis(times.nanos().getValueAtPercentile(90)),
            millis(times.nanos().getValueAtPercentile(99)),
            millis(times.nanos().getMaxValue()),
            String.valueOf(times.nanos().getTotalCount()),
            String.valueOf(times.unsettled())
        };
    }

    private static String added(OpenLoop.Times straight, OpenLoop.Times through, double percentile) {
        return millis(through.nanos().getValueAtPercentile(percentile)
                - straight.nanos().getValueAtPercentile(percentile));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
