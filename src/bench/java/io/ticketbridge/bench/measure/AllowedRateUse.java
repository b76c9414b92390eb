package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.BridgeHome;
import io.ticketbridge.bench.load.FileDrop;
import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.bench.report.Goal;
import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.upstream.AllowedRate;
import io.ticketbridge.bench.upstream.StandIn;
import io.ticketbridge.bench.upstream.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How much of an allowed rate a backlog uses, and how often the upstream had to say no. */
public final class AllowedRateUse {

    private static final int PER_SECOND = 200;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final double LEAST = 0.97;

    private final Path folder;
    private final Scale scale;

    public AllowedRateUse(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    public Section section() throws InterruptedException {
        Progress.say("use of an allowed rate");
        try (StandIn upstream = new StandIn();
                Bridge bridge = Bridge.start(new BridgeHome(
                        folder.resolve("bridge"), upstream.uri(), "socialboards.rate-limit=" + PER_SECOND + "/1s"))) {
            upstream.allow(Optional.of(new AllowedRate(PER_SECOND, Duration.ofSeconds(1))));
            int backlog = (int) (PER_SECOND * (scale.rateTime().toSeconds() + 4));
            new FileDrop(bridge.inbox(), new TicketTexts()).write(backlog).drop();
            Tally.Counts first = upstream.tally().awaitTickets(PER_SECOND, LONGEST_SILENCE);
            long start = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(scale.rateTime().toNanos());
            Tally.Counts counts = upstream.tally().counts().since(first);
            double seconds = (System.nanoTime() - start) / 1e9;
            return section(
                    counts.tickets() / seconds / PER_SECOND, upstream.tally().counts());
        }
    }

    private Section section(double share, Tally.Counts all) {
        String figure = String.format(
                Locale.ROOT,
                "%.3f of %d/s, and %d answers of 429 to %d requests",
                share,
                PER_SECOND,
                all.refusals(),
                all.requests());
        return new Section(
                "Use of an allowed rate",
                List.of(
                        "socialboards.rate-limit=" + PER_SECOND + "/1s with a backlog of the file door, for "
                                + scale.rateTime().toSeconds()
                                + " s after the first second. The upstream answers 429 to",
                        "what would be request " + (PER_SECOND + 1) + " in any stretch of one second: " + figure + "."),
                List.of(Goal.of(
                        "0.97 of an allowed rate or more, with no 429",
                        share >= LEAST && all.refusals() == 0,
                        figure)));
    }
}
