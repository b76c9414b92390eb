package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Reason;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses one application whose tickets are all rejected for the same cause: one mistake in a mapping must not reject a
 * whole backlog. Thread-safe.
 */
final class Brake {

    private static final Logger LOG = LoggerFactory.getLogger(Brake.class);
    private static final int IN_A_ROW = 20;
    private static final int WINDOW = 200;

    private final String scope;
    private final GateRow row;
    private final Halt halt;
    private final Deque<String> recent = new ArrayDeque<>();
    private String lastCause = "";
    private int sameInARow;
    private String why = "";

    /** @param scope upstream and application, as {@code live/42} */
    Brake(String scope, Gates gates, Clock clock, RetrySchedule schedule) {
        this.scope = scope;
        this.row = new GateRow(scope, gates, clock);
        this.halt = new Halt(clock, schedule);
    }

    synchronized void resume(Gates.Gate left) {
        halt.begin(true);
        why = left.reason().text();
    }

    String scope() {
        return scope;
    }

    /** Whether a ticket accepted now can be sent now. */
    synchronized boolean admits() {
        return !halt.isHalted();
    }

    /** Whether no attempt could go through now, not even a trial. */
    synchronized boolean isShut() {
        return halt.isHalted() && !halt.isTrialDue();
    }

    synchronized boolean tryEnter(String key) {
        return !halt.isHalted() || halt.tryTrial(key);
    }

    /** Whether an attempt that has its place may still be made. */
    synchronized boolean stillAdmits(String key) {
        return !halt.isHalted() || halt.isTrial(key);
    }

    synchronized void leave(String key) {
        halt.trialReleased(key);
    }

    synchronized void leave(String key, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            remember("");
            if (halt.isHalted()) {
                halt.lift();
                recent.clear();
                row.open();
                LOG.info("Delivery of {} goes on.", scope);
            }
        } else if (outcome instanceof Outcome.Rejected rejected) {
            remember(rejected.rule() + " " + rejected.code());
            halt.trialFailed(key);
            if (halt.isHalted() || isOneCause()) {
                pull(rejected);
            }
        } else if (halt.isTrial(key)) {
            halt.trialFailed(key);
            keep();
        }
    }

    private void remember(String cause) {
        sameInARow = cause.equals(lastCause) ? sameInARow + 1 : 1;
        lastCause = cause;
        if (recent.size() == WINDOW) {
            recent.removeFirst();
        }
        recent.addLast(cause);
    }

    private boolean isOneCause() {
        boolean row = sameInARow >= IN_A_ROW;
        boolean half = recent.size() == WINDOW
                && recent.stream().filter(lastCause::equals).count() * 2 >= WINDOW;
        return row || half;
    }

    private void pull(Outcome.Rejected rejected) {
        why = why(rejected);
        if (!halt.isHalted()) {
            halt.begin(false);
            LOG.error("Delivery of {} is halted: {}.", scope, why);
        }
        keep();
    }

    private void keep() {
        row.shut("halted", Optional.of(halt.nextTrial()), new Reason("Braked", why));
    }

    private static String why(Outcome.Rejected rejected) {
        String cause = rejected.rule().equals(RejectUnmappable.RULE)
                ? "the mapping in force refuses this application's tickets: " + rejected.text()
                        + " Correct config/mapping.yaml"
                : "the upstream keeps rejecting this application's tickets with code " + rejected.code()
                        + "; correct config/mapping.yaml or the tickets";
        return cause + ", then one of them is tried by itself";
    }
}
