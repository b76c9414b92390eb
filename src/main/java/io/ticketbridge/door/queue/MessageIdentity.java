package io.ticketbridge.door.queue;

import io.ticketbridge.ledger.Identity;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;

/** The name by which a message can mean the same ticket again. */
final class MessageIdentity {

    private static final String KEY = "idempotency_key";
    private static final String AMQP_KEY = "idempotency-key";

    private MessageIdentity() {}

    /**
     * The sender's own key, else the message id together with the content: some clients give one id to several
     * messages. Empty = the message has neither.
     */
    static Optional<Identity> of(Message message, TicketFields fields) throws JMSException {
        Optional<String> key = property(message, KEY);
        if (key.isEmpty()) {
            key = property(message, AMQP_KEY);
        }
        if (key.isEmpty()) {
            key = Optional.ofNullable(message.getJMSMessageID())
                    .filter(id -> !id.isBlank())
                    .map(id -> id + contentHash(fields));
        }
        return key.map(value -> new Identity(Identity.Kind.QUEUE, value));
    }

    private static Optional<String> property(Message message, String name) throws JMSException {
        return Optional.ofNullable(message.getStringProperty(name)).filter(key -> !key.isBlank());
    }

    /** A ticket that fails its checks binds no identity, so it needs no hash. */
    private static String contentHash(TicketFields fields) {
        return TicketCheck.check(fields) instanceof TicketCheck.Result.Valid valid
                ? "#" + valid.ticket().contentHash()
                : "";
    }
}
