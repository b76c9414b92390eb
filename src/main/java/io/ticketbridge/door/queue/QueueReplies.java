package io.ticketbridge.door.queue;

import io.ticketbridge.delivery.TicketDocuments;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.ReplyOutbox.PendingReply;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.connection.SessionProxy;
import org.springframework.jms.core.JmsTemplate;

/**
 * The steps of the route that answers queue callers. A crash between sending and noting it sends the same reply again,
 * with the same correlation id.
 */
public final class QueueReplies {

    private static final Logger LOG = LoggerFactory.getLogger(QueueReplies.class);
    private static final int AT_ONCE = 100;

    private final Ledger ledger;
    private final Optional<String> community;
    private final JmsTemplate jms;
    private final RefusedReplies refused;

    /** @param community the account name in the Inbox URL; without it there is no link */
    QueueReplies(Ledger ledger, Optional<String> community, JmsTemplate jms, Clock clock) {
        this.ledger = ledger;
        this.community = community;
        this.jms = jms;
        this.refused = new RefusedReplies(clock);
    }

    public List<PendingReply> pending() {
        return ledger.replyOutbox().pending(AT_ONCE + refused.size()).stream()
                .filter(refused::mayTry)
                .toList();
    }

    /**
     * Sends one reply and notes that it was sent. A reply that the broker does not want, though it takes others, stands
     * back for the others, and is dropped after many tries.
     */
    public void send(PendingReply reply) {
        Intent intent = ledger.inspection()
                .find(reply.key())
                .orElseThrow(
                        () -> new IllegalStateException("The ledger holds a reply for the unknown key " + reply.key()));
        try {
            ReplyDestination destination = ReplyDestination.of(reply.address().destination());
            String status = new TicketDocuments(ledger.inspection(), community)
                    .status(intent)
                    .toString();
            boolean sent = Boolean.TRUE.equals(jms.execute(session -> send(session, destination, reply, status)));
            if (!sent) {
                LOG.info("The temporary reply queue of {} is gone; its reply is dropped.", reply.key());
            }
        } catch (RuntimeException failure) {
            if (!isBrokerThere()) {
                throw failure;
            }
            LOG.warn("The broker refuses the reply of {} where its sender wants it.", reply.key());
            LOG.debug("The reply was refused", failure);
            if (!refused.isGivenUp(reply)) {
                return;
            }
        }
        refused.forget(reply);
        ledger.replyOutbox().sent(reply.key(), reply.address());
    }

    private boolean isBrokerThere() {
        try {
            return Boolean.TRUE.equals(jms.execute(session -> {
                session.createTemporaryQueue().delete();
                return true;
            }));
        } catch (JmsException noBroker) {
            LOG.debug("The broker takes nothing at all", noBroker);
            return false;
        }
    }

    private static boolean send(Session session, ReplyDestination destination, PendingReply reply, String status)
            throws JMSException {
        if (destination.kind().isTemporary() && isGone(session, destination)) {
            return false;
        }
        TextMessage message = session.createTextMessage(status);
        message.setStringProperty("content_type", "application/json");
        if (reply.address().correlationId().isPresent()) {
            message.setJMSCorrelationID(reply.address().correlationId().get());
        }
        try (MessageProducer producer = session.createProducer(destination.in(session))) {
            producer.send(message);
        }
        return true;
    }

    /** Artemis would make a queue anew that its client has left; another broker decides for itself. */
    private static boolean isGone(Session session, ReplyDestination destination) throws JMSException {
        Session target = session instanceof SessionProxy proxy ? proxy.getTargetSession() : session;
        if (!(target instanceof ActiveMQSession artemis)) {
            return false;
        }
        try {
            return !artemis.getCoreSession()
                    .addressQuery(SimpleString.of(destination.name()))
                    .isExists();
        } catch (ActiveMQException e) {
            JMSException failure = new JMSException("The reply queue cannot be looked up");
            failure.initCause(e);
            throw failure;
        }
    }
}
