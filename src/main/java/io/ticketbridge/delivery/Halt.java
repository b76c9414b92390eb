package io.ticketbridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stop that looks for its own end: one intent at a time, each time a different one where there is one, is tried with
 * back-off. Not thread-safe; its owner locks.
 */
final class Halt {

    /** How long the last trial intent stands aside for a different one, once a trial is due. */
    private static final Duration PRECEDENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final RetrySchedule schedule;
    private boolean halted;
    private Instant nextTrial = Instant.EPOCH;
    private int trials;
    private Optional<String> trial = Optional.empty();
    private Optional<String> lastTrial = Optional.empty();

    Halt(Clock clock, RetrySchedule schedule) {
        this.clock = clock;
        this.schedule = schedule;
    }

    boolean isHalted() {
        return halted;
    }

    Instant nextTrial() {
        return nextTrial;
    }

    /**
     * Begins the halt. @param trialAtOnce for one that a restart inherits: what was wrong may have been mended
     * meanwhile
     */
    void begin(boolean trialAtOnce) {
        halted = true;
        trials = 0;
        trial = Optional.empty();
        nextTrial = trialAtOnce ? clock.instant() : clock.instant().plus(schedule.delay(1));
    }

    /** The next trial need not wait, nor be a different intent's. */
    void tryAtOnce() {
        nextTrial = clock.instant();
        lastTrial = Optional.empty();
    }

    boolean isTrialUnderWay() {
        return trial.isPresent();
    }

    boolean isTrialDue() {
        return !isTrialUnderWay() && !clock.instant().isBefore(nextTrial);
    }

    boolean isTrial(String key) {
        return trial.filter(key::equals).isPresent();
    }

    boolean tryTrial(String key) {
        Instant now = clock.instant();
        boolean standsAside = lastTrial.filter(key::equals).isPresent() && now.isBefore(nextTrial.plus(PRECEDENCE));
        if (now.isBefore(nextTrial) || trial.isPresent() || standsAside) {
            return false;
        }
        trial = Optional.of(key);
        lastTrial = trial;
        return true;
    }

    /** The trial was not made after all: another may be, at once. */
    void trialReleased(String key) {
        if (isTrial(key)) {
            trial = Optional.empty();
        }
    }

    /** The trial showed nothing, or that the fault is still there. */
    void trialFailed(String key) {
        if (isTrial(key)) {
            trial = Optional.empty();
            trials++;
            nextTrial = clock.instant().plus(schedule.delay(trials + 1));
        }
    }

    void lift() {
        halted = false;
        trial = Optional.empty();
        lastTrial = Optional.empty();
    }
}
