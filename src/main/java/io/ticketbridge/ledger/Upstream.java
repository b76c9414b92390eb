package io.ticketbridge.ledger;

import java.util.Locale;

/** Where an intent is delivered to. Identities, ticket ids and gates of the two never mix. */
public enum Upstream {
    LIVE,
    SANDBOX;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Upstream ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
