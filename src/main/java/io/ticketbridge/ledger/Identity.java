package io.ticketbridge.ledger;

import java.util.Locale;
import java.util.Objects;

/**
 * One name by which a caller can mean the same ticket again. Unique in the ledger together with the upstream and the
 * application of its {@link Submission}.
 *
 * @param value already scoped by the door where that matters (an account for {@code REST}, batch and row for
 *     {@code FILE})
 */
public record Identity(Kind kind, String value) {

    /** Who gave the name. */
    public enum Kind {
        EXTERNAL,
        REST,
        QUEUE,
        KAFKA,
        FILE,
        /** Equal content of one account inside {@code http.repeat-window}. */
        REPEAT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind ofLabel(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public Identity {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
    }
}
