package io.ticketbridge.observation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.ticketbridge.ledger.Inspection.Counts;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics that tell how things are now, from the last view of the ledger. */
final class Gauges {

    private final MeterRegistry registry;
    private final MultiGauge intents;
    private final MultiGauge backlog;
    private final MultiGauge auditLag;

    Gauges(MeterRegistry registry) {
        this.registry = registry;
        this.intents = byTag(TicketMetric.INTENTS);
        this.backlog = byTag(TicketMetric.BACKLOG);
        this.auditLag = byTag(TicketMetric.AUDIT_LAG);
    }

    private MultiGauge byTag(TicketMetric metric) {
        return MultiGauge.builder(metric.id()).description(metric.meaning()).register(registry);
    }

    void ledger(Ledger ledger, LedgerWatch watch) {
        number(TicketMetric.LEDGER_UP, Tags.empty(), () -> watch.fault().isPresent() ? 0 : 1);
        number(TicketMetric.HALTED, watch, view -> view.halted().size());
        number(TicketMetric.THROTTLED, watch, view -> view.throttled().size());
        number(TicketMetric.PARKED, watch, view -> view.counts().parked());
        number(TicketMetric.POSSIBLE_DOUBLES, watch, view -> view.counts().possibleDoubles());
        number(TicketMetric.SECOND_TICKETS, watch, view -> view.counts().secondTickets());
        number(TicketMetric.OLDEST_WAITING, watch, view -> view.counts()
                .oldestWaitingSeconds()
                .orElse(0));
        counter(TicketMetric.LEDGER_COMMITS, ledger, opened -> opened.commitCounts()
                .commits());
        counter(TicketMetric.LEDGER_COMMIT_MEMBERS, ledger, opened -> opened.commitCounts()
                .members());
    }

    void number(TicketMetric metric, Tags tags, Supplier<Number> value) {
        Gauge.builder(metric.id(), value)
                .description(metric.meaning())
                .tags(tags)
                .register(registry);
    }

    private void number(TicketMetric metric, LedgerWatch watch, ToDoubleFunction<LedgerView> value) {
        number(metric, Tags.empty(), () -> watch.view().stream()
                .mapToDouble(value)
                .sum());
    }

    private void counter(TicketMetric metric, Ledger ledger, ToDoubleFunction<Ledger> value) {
        FunctionCounter.builder(metric.id(), ledger, value)
                .description(metric.meaning())
                .register(registry);
    }

    /** Doors and sinks come and go, so their rows are set anew with each view. */
    void show(LedgerView view) {
        Counts counts = view.counts();
        List<MultiGauge.Row<?>> states = new ArrayList<>();
        List<MultiGauge.Row<?>> waiting = new ArrayList<>();
        counts.byDoor().forEach((door, byState) -> {
            byState.forEach((state, count) ->
                    states.add(MultiGauge.Row.of(Tags.of("door", door, "state", state.label()), count)));
            waiting.add(MultiGauge.Row.of(Tags.of("door", door), backlog(byState)));
        });
        intents.register(states, true);
        backlog.register(waiting, true);
        List<MultiGauge.Row<?>> lags = new ArrayList<>();
        view.auditLagSeconds().forEach((sink, seconds) -> lags.add(MultiGauge.Row.of(Tags.of("sink", sink), seconds)));
        auditLag.register(lags, true);
    }

    private static long backlog(Map<State, Long> byState) {
        return byState.getOrDefault(State.ACCEPTED, 0L) + byState.getOrDefault(State.WAITING, 0L);
    }
}
