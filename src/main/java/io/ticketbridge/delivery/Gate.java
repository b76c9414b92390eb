package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets attempts through to one upstream: open, throttled until a time, or halted. After a throttle or an outage it
 * opens gradually: one attempt, then twice as many with each that gets an answer. Thread-safe.
 */
public final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int SUSPECTS_THAT_HALT = 3;
    private static final int FAILURES_THAT_THROTTLE = 5;

    private final Upstream upstream;
    private final GateRow row;
    private final Clock clock;
    private final RetrySchedule schedule;
    private final int places;
    private final Halt halt;
    private final Loners loners = new Loners();
    private final Set<String> suspects = new HashSet<>();
    private Optional<Instant> throttledUntil = Optional.empty();
    private Instant askedToWaitUntil = Instant.MIN;
    private boolean toldThrottle;
    private int failuresInARow;
    private int window;
    private int inFlight;
    /** How often it was throttled, now and when those that are inside came in. */
    private int throttles;

    private final Map<String, Integer> inside = new HashMap<>();
    /** From when on a place may be had, as things stand; for who must not wait while the ledger is written. */
    private volatile Instant nextPlace = Instant.MIN;

    /**
     * @param schedule paces the trials of a halt and the waits of an outage
     * @param places attempts under way at once, those that are made ready or settled included
     */
    public Gate(Upstream upstream, Gates gates, Clock clock, RetrySchedule schedule, int places) {
        this.upstream = upstream;
        this.row = new GateRow(upstream.label(), gates, clock);
        this.clock = clock;
        this.schedule = schedule;
        this.places = places;
        this.window = places;
        this.halt = new Halt(clock, schedule);
    }

    /** Takes up what an earlier run left: a throttle in full, a halt with a trial at once. */
    public synchronized void resume(Gates.Gate left) {
        if (left.state().equals("halted")) {
            halt.begin(true);
        } else {
            throttledUntil = left.until();
        }
        refresh();
    }

    /** Whether a ticket accepted now can be sent now. */
    public synchronized boolean admits() {
        return !halt.isHalted() && !isThrottled();
    }

    /** Whether no attempt could go through now, not even a trial. */
    synchronized boolean isShut() {
        return isThrottled() || (halt.isHalted() && !halt.isTrialDue());
    }

    /** Whether a place for an attempt may be had now. Changes nothing, and never waits. */
    boolean hasPlace() {
        Instant next = nextPlace;
        return next.equals(Instant.MIN) || !clock.instant().isBefore(next);
    }

    private void refresh() {
        Instant opens = throttledUntil.orElse(Instant.MIN);
        if (halt.isHalted()) {
            Instant trial = halt.isTrialUnderWay() ? Instant.MAX : halt.nextTrial();
            nextPlace = trial.isAfter(opens) ? trial : opens;
        } else {
            int free = throttledUntil.isPresent() ? 1 : window;
            nextPlace = inFlight < free ? opens : Instant.MAX;
        }
    }

    /** Takes a place for one attempt; every {@code true} must be followed by one {@link #leave}. */
    public synchronized boolean tryEnter(String key) {
        boolean free = !isThrottled() && (halt.isHalted() ? halt.tryTrial(key) : inFlight < window);
        if (free) {
            inFlight++;
            inside.put(key, throttles);
        }
        refresh();
        return free;
    }

    /** Whether an attempt that has its place may still be made. */
    synchronized boolean stillAdmits(String key) {
        return !isThrottled() && (!halt.isHalted() || halt.isTrial(key));
    }

    /** Gives the place back without an attempt having been made. */
    public synchronized void leave(String key) {
        inFlight--;
        inside.remove(key);
        halt.trialReleased(key);
        refresh();
    }

    /** Gives the place back and learns from what the attempt showed. */
    public synchronized void leave(String key, Outcome outcome) {
        inFlight--;
        boolean saysMore = Integer.valueOf(throttles).equals(inside.remove(key));
        if (outcome instanceof Outcome.Delivered || outcome instanceof Outcome.Rejected) {
            answered(key, outcome);
        } else if (outcome instanceof Outcome.Suspect suspect) {
            suspect(key, suspect);
        } else if (outcome instanceof Outcome.Retry retry) {
            failed(key, saysMore, retry.retryAfter(), retry.why());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            failed(key, saysMore, Optional.empty(), unknown.why());
        } else {
            halt.trialFailed(key);
        }
        refresh();
    }

    /** Stops delivery to this upstream at once. @param why one sentence: what to fix */
    public synchronized void halt(String why) {
        if (!halt.isHalted()) {
            halt.begin(false);
            LOG.error("Delivery to {} is halted: {}", upstream.label(), why);
        }
        keep("halted", Optional.of(halt.nextTrial()), new Reason("Halted", why));
    }

    /** What halted it may have been mended: the next trial need not wait. */
    synchronized void tryAtOnce() {
        halt.tryAtOnce();
        refresh();
    }

    /**
     * Whether this intent, which is suspect once more, is the only one that fails: others passed between each two of
     * its failures.
     */
    synchronized boolean failsAlone(String key) {
        return suspects.stream().allMatch(key::equals) && loners.isOut(key);
    }

    /** The upstream itself asked for this wait: not even its list is read on. @param why one sentence */
    synchronized void obey(Duration wait, String why) {
        Instant until = clock.instant().plus(wait);
        if (until.isAfter(askedToWaitUntil)) {
            askedToWaitUntil = until;
        }
        throttle(wait, why);
    }

    /** Whether the upstream asked to be left alone for now. */
    synchronized boolean isAskedToWait() {
        return clock.instant().isBefore(askedToWaitUntil);
    }

    /** Nothing is sent to this upstream for this time. @param why one sentence */
    synchronized void throttle(Duration wait, String why) {
        Instant until = clock.instant().plus(wait);
        if (throttledUntil.filter(until::isBefore).isEmpty()) {
            throttledUntil = Optional.of(until);
            throttles++;
            refresh();
            tellThrottle(until, why);
            if (!halt.isHalted()) {
                keep("throttled", throttledUntil, new Reason("Throttled", why));
            }
        }
    }

    /** Once, until a ticket is delivered again: an outage makes many. */
    private void tellThrottle(Instant until, String why) {
        if (!toldThrottle) {
            toldThrottle = true;
            LOG.warn("Delivery to {} waits until {}, then one ticket is tried: {}", upstream.label(), until, why);
        }
    }

    private void answered(String key, Outcome outcome) {
        failuresInARow = 0;
        suspects.clear();
        if (outcome instanceof Outcome.Delivered) {
            loners.passed(key);
            if (toldThrottle && throttledUntil.isEmpty() && !halt.isHalted()) {
                toldThrottle = false;
                LOG.info("Delivery to {} goes on.", upstream.label());
            }
        }
        window = Math.min(places, Math.max(window * 2, 1));
        if (halt.isHalted() && outcome instanceof Outcome.Delivered) {
            halt.lift();
            window = 1;
            LOG.info("Delivery to {} goes on.", upstream.label());
            keepOpen();
        } else {
            halt.trialFailed(key);
        }
    }

    private void suspect(String key, Outcome.Suspect suspect) {
        suspects.add(key);
        loners.failed(key);
        boolean wasHalted = halt.isHalted();
        halt.trialFailed(key);
        if (wasHalted || suspect.halt() || suspects.size() >= SUSPECTS_THAT_HALT) {
            halt(suspect.sentence());
        }
    }

    /** @param saysMore whether it came in after the last throttle: what was under way then fails for the same reason */
    private void failed(String key, boolean saysMore, Optional<Duration> retryAfter, String why) {
        failuresInARow += saysMore ? 1 : 0;
        halt.trialFailed(key);
        if (retryAfter.isPresent()) {
            obey(retryAfter.get(), why);
        } else if (saysMore && failuresInARow >= FAILURES_THAT_THROTTLE) {
            throttle(schedule.delay(failuresInARow - FAILURES_THAT_THROTTLE + 1), why);
        }
    }

    private boolean isThrottled() {
        if (throttledUntil.isEmpty()) {
            return false;
        }
        if (clock.instant().isBefore(throttledUntil.get())) {
            return true;
        }
        throttledUntil = Optional.empty();
        window = 1;
        refresh();
        if (!halt.isHalted()) {
            keepOpen();
        }
        return false;
    }

    /** The ledger may take its time: who only asks for a place must see before how things stand. */
    private void keep(String state, Optional<Instant> until, Reason reason) {
        refresh();
        row.shut(state, until, reason);
    }

    private void keepOpen() {
        refresh();
        row.open();
    }
}
