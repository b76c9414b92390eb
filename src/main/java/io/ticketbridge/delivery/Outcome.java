package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one attempt showed: the five outcomes, and the 401 that asks for a fresh token first. {@code rule} names the row
 * of the table that decided.
 */
public sealed interface Outcome {

    String rule();

    /** Whether it counts against {@code retry.max-attempts}. */
    boolean charged();

    record Delivered(String rule, long ticketId) implements Outcome {
        @Override
        public boolean charged() {
            return false;
        }
    }

    /** @param code the upstream's errorCode or, without an envelope, its status, as text */
    record Rejected(String rule, String code, String text, OptionalInt errorCode) implements Outcome {
        @Override
        public boolean charged() {
            return true;
        }
    }

    /**
     * @param retryAfter for the whole upstream, already bounded by {@code retry.retry-after-max}; empty = ordinary
     *     back-off
     */
    record Retry(String rule, String why, Optional<Duration> retryAfter, boolean charged) implements Outcome {}

    /** @param park no probe: wait for a person ({@code park-codes}) */
    record Unknown(String rule, String why, boolean park) implements Outcome {
        @Override
        public boolean charged() {
            return true;
        }
    }

    /**
     * @param remedy what a person can mend, as a clause; empty = {@code why} says it
     * @param halt at once, without waiting for three intents ({@code halt-codes})
     */
    record Suspect(String rule, String why, Optional<String> remedy, boolean halt) implements Outcome {

        /** What is wrong and what to do. */
        String sentence() {
            return remedy.map(mend -> why + "; " + mend).orElse(why);
        }

        @Override
        public boolean charged() {
            return false;
        }
    }

    /** 401: refresh the token and send again; the caller turns a second one into {@link Suspect}. */
    record Unauthorized(String rule) implements Outcome {
        @Override
        public boolean charged() {
            return false;
        }
    }
}
