package io.ticketbridge.observation;

import io.ticketbridge.ledger.AuditTrail.Event;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the ledger now and then in a thread of its own, so that no health check and no scrape ever waits for it.
 * Looks less often when a look takes long. Thread-safe.
 */
final class LedgerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** A look takes at most one part in so many of the time. */
    private static final int SHARE = 50;

    private final Ledger ledger;
    private final Collection<String> auditSinks;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ledger-watch"));
    private volatile Consumer<LedgerView> listener = view -> {};
    private volatile Optional<LedgerView> view = Optional.empty();
    private volatile Optional<String> fault = Optional.empty();
    private volatile long probedAt;
    private long viewDueAt;

    LedgerWatch(Ledger ledger, Collection<String> auditSinks) {
        this.ledger = ledger;
        this.auditSinks = List.copyOf(auditSinks);
    }

    /** @param listener hears of each new view */
    void start(Consumer<LedgerView> listener) {
        this.listener = listener;
        probedAt = System.nanoTime();
        viewDueAt = probedAt;
        look();
        thread.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the ledger takes nothing; empty = it does. */
    Optional<String> fault() {
        Duration silence = Duration.ofNanos(System.nanoTime() - probedAt);
        return silence.compareTo(SILENCE) > 0
                ? Optional.of("The ledger has not answered for " + silence.toSeconds() + " s.")
                : fault;
    }

    /** The last view; empty until there is one. */
    Optional<LedgerView> view() {
        return view;
    }

    private void look() {
        try {
            ledger.proveWritable();
            fault = Optional.empty();
            probedAt = System.nanoTime();
            if (probedAt - viewDueAt >= 0) {
                refresh();
            }
        } catch (LedgerUnavailableException e) {
            fault = Optional.of(e.getMessage());
            probedAt = System.nanoTime();
        } catch (RuntimeException e) {
            LOG.warn("The ledger cannot be looked at for health and metrics", e);
        }
    }

    private void refresh() {
        long started = System.nanoTime();
        LedgerView seen =
                new LedgerView(ledger.inspection().counts(), ledger.gates().all(), auditLag());
        view = Optional.of(seen);
        listener.accept(seen);
        long ended = System.nanoTime();
        viewDueAt = ended + SHARE * (ended - started);
    }

    private Map<String, Long> auditLag() {
        Map<String, Long> lag = new HashMap<>();
        for (String sink : auditSinks) {
            List<Event> oldest = ledger.auditTrail().pending(sink, 1);
            lag.put(
                    sink,
                    oldest.isEmpty()
                            ? 0
                            : Math.max(
                                    0,
                                    Duration.between(
                                                    oldest.get(0).at(),
                                                    ledger.clock().instant())
                                            .toSeconds()));
        }
        return lag;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
