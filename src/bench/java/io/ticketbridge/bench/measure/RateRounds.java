package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.process.Idleness;
import io.ticketbridge.bench.upstream.StandIn;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All contenders in turns: in each round, at each latency, each of them for some seconds while the others rest. Before,
 * all are warmed up: at full speed for a while, then for a round that is thrown away. Every other round goes backwards,
 * so that no place in the order is better.
 */
final class RateRounds {

    private final StandIn upstream;
    private final Scale scale;

    RateRounds(StandIn upstream, Scale scale) {
        this.upstream = upstream;
        this.scale = scale;
    }

    /** @param bounds measured only where the processor has a part in the rate */
    Rates run(List<Entrant> entrants, List<Entrant> bounds) throws InterruptedException {
        List<Entrant> order = new ArrayList<>(entrants);
        order.addAll(bounds);
        warmUp(order);
        Rates rates = new Rates();
        for (int round = 0; round <= scale.rounds(); round++) {
            for (Duration latency : latencies(round)) {
                Progress.say(
                        "rates: round " + round + " of " + scale.rounds() + ", upstream " + latency.toMillis() + " ms");
                upstream.answerAfter(latency);
                for (Entrant entrant : order) {
                    if (latency.equals(Scale.SLOW) && bounds.contains(entrant)) {
                        continue;
                    }
                    Rates.Sample sample = measure(entrant, latency, scale.window());
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

    /** With a slow upstream, rounds hardly differ: every other one is enough. */
    private static List<Duration> latencies(int round) {
        return round % 2 == 1 ? Scale.LATENCIES : List.of(Scale.NONE, Scale.FAST);
    }

    private void warmUp(List<Entrant> entrants) throws InterruptedException {
        upstream.answerAfter(Duration.ZERO);
        for (int time = 1; time <= scale.warmUps(); time++) {
            Progress.say("rates: warming up, " + time + " of " + scale.warmUps());
            for (Entrant entrant : entrants) {
                measure(entrant, Duration.ZERO, scale.window().multipliedBy(2));
            }
        }
    }

    private Rates.Sample measure(Entrant entrant, Duration latency, Duration window) throws InterruptedException {
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
