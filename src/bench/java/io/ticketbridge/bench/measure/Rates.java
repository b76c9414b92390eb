package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.report.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the rounds measured, by contender and latency. */
final class Rates {

    private record Cell(String entrant, Duration latency) {}

    /**
     * One contender in one round.
     *
     * @param processorMicros of its process, for one ticket
     * @param commits of its ledger, for one ticket
     * @param wireRequests to the upstream, for one ticket
     * @param ofInFlight of what the in-flight limit allows at the latency that the upstream really had
     * @param tail how long it went on working after its last ticket
     */
    record Sample(
            double perSecond,
            double processorMicros,
            double commits,
            double wireRequests,
            double ofInFlight,
            Duration tail) {}

    private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

    void add(String entrant, Duration latency, Sample sample) {
        samples.computeIfAbsent(new Cell(entrant, latency), cell -> new ArrayList<>())
                .add(sample);
    }

    Spread of(String entrant, Duration latency, ToDoubleFunction<Sample> figure) {
        return Spread.of(
                cell(entrant, latency).stream().map(figure::applyAsDouble).toList());
    }

    Spread perSecond(String entrant, Duration latency) {
        return of(entrant, latency, Sample::perSecond);
    }

    /** Round by round: what is beside each other in time is compared. */
    Spread ratio(String entrant, String other, Duration latency) {
        List<Sample> mine = cell(entrant, latency);
        List<Sample> others = cell(other, latency);
        return Spread.of(IntStream.range(0, mine.size())
                .mapToObj(
                        round -> mine.get(round).perSecond() / others.get(round).perSecond())
                .toList());
    }

    private List<Sample> cell(String entrant, Duration latency) {
        List<Sample> cell = samples.get(new Cell(entrant, latency));
        if (cell == null) {
            throw new IllegalArgumentException(entrant + " was not measured at " + latency);
        }
        return cell;
    }
}
