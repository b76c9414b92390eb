package io.ticketbridge.door.queue;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Locale;

/** A reply's destination as the ledger keeps it: {@code queue:NAME}, {@code temporary-topic:NAME} and so on. */
record ReplyDestination(Kind kind, String name) {

    enum Kind {
        QUEUE,
        TOPIC,
        TEMPORARY_QUEUE,
        TEMPORARY_TOPIC;

        boolean isTemporary() {
            return this == TEMPORARY_QUEUE || this == TEMPORARY_TOPIC;
        }

        boolean isQueue() {
            return this == QUEUE || this == TEMPORARY_QUEUE;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    String text() {
        return kind.label() + ":" + name;
    }

    static ReplyDestination of(String text) {
        int colon = text.indexOf(':');
        return new ReplyDestination(
                Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT).replace('-', '_')),
                text.substring(colon + 1));
    }

    Destination in(Session session) throws JMSException {
        return kind.isQueue() ? session.createQueue(name) : session.createTopic(name);
    }
}
