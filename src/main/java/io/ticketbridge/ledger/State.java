package io.ticketbridge.ledger;

import java.util.Locale;

/**
 * The seven states of an intent. Every intent is in exactly one of them, and the ledger is the only one to say which.
 */
public enum State {
    ACCEPTED,
    SENDING,
    DELIVERED,
    REJECTED,
    WAITING,
    UNKNOWN,
    DEAD;

    /** The name used in configuration, messages, the ledger and every output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether an intent stays in this state until a person acts. A parked {@code unknown} rests too: see
     * {@link Intent#rests()}.
     */
    public boolean isFinal() {
        return this == DELIVERED || this == REJECTED || this == DEAD;
    }
}
