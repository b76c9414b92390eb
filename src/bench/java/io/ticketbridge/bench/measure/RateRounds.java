package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.process.Idleness;
import io.ticketbridge.bench.upstream.StandIn;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All contenders in turns: in each round, at each latency, each of them for some seconds while the others rest. The
 * first round warms up and is thrown away. Every other round goes backwards, so that no place in the order is better.
 */
final class RateRounds {

    private final StandIn upstream;
    private final List<Duration> latencies;
    private final int rounds;
    private final Duration window;

    RateRounds(StandIn upstream, List<Duration> latencies, int rounds, Duration window) {
        this.upstream = upstream;
        this.latencies = latencies;
        this.rounds = rounds;
        this.window = window;
    }

    /** @param rounds that count, beside the first */
    Rates run(List<Entrant> entrants) throws InterruptedException {
        Rates rates = new Rates();
        List<Entrant> order = new ArrayList<>(entrants);
        for (int round = 0; round <= rounds; round++) {
            for (Duration latency : latencies) {
                Progress.say("rates: round " + round + " of " + rounds + ", upstream " + latency.toMillis() + " ms");
                upstream.answerAfter(latency);
                for (Entrant entrant : order) {
                    Rates.Sample sample = measure(entrant, latency);
                    if (round > 0) {
                        rates.add(entrant.name(), latency, sample);
                    }
                }
            }
            Collections.reverse(order);
        }
        upstream.answerAfter(Duration.ZERO);
        return rates;
    }

    private Rates.Sample measure(Entrant entrant, Duration latency) throws InterruptedException {
        Tally.Counts before = upstream.tally().counts();
        Duration processorTime = entrant.process().processorTime();
        long commits = entrant.commits();
        Entrant.Pass pass = entrant.run(latency, window);
        Duration tail = Idleness.await(entrant.process());
        Tally.Counts counts = upstream.tally().counts().since(before);
        if (counts.tickets() != pass.tickets() || counts.requests() != pass.tickets()) {
            throw new IllegalStateException(entrant.name() + " made " + counts.requests() + " requests and "
                    + counts.tickets() + " tickets of " + pass.tickets());
        }
        Duration used = entrant.process().processorTime().minus(processorTime);
        return new Rates.Sample(
                pass.perSecond(),
                used.toNanos() / 1e3 / pass.tickets(),
                (double) (entrant.commits() - commits) / pass.tickets(),
                (double) counts.requests() / pass.tickets(),
                pass.perSecond() * counts.meanSecondsToAnswer() / Contenders.IN_FLIGHT,
                tail);
    }
}
