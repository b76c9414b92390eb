package io.ticketbridge.door.queue;

import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import io.ticketbridge.newsocialcloud.TicketFields;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** The steps of the queue door's route that read a message and judge what became of it. Thread-safe. */
public final class QueueMessages {

    /** Exchange property: why this message goes to the dead letters; absent = it does not. */
    static final String REASON = "ticketbridgeReason";

    /** Exchange property: the message as it was received. */
    private static final String RECEIVED = "ticketbridgeReceived";

    private final TicketDecoder decoder;
    private final MessageBody bodies;
    private final ReplyTo replyTo;

    QueueMessages(TicketDecoder decoder, MessageBody bodies, ReplyTo replyTo) {
        this.decoder = decoder;
        this.bodies = bodies;
        this.replyTo = replyTo;
    }

    /** Makes the JMS message a list of one ticket, or names the reason why it cannot be one. */
    public void read(Exchange exchange) {
        exchange.setProperty(RECEIVED, exchange.getMessage());
        Message message = exchange.getMessage().getBody(Message.class);
        try {
            exchange.getMessage().setBody(List.of(ticket(message)));
        } catch (UndeliverableException e) {
            exchange.setProperty(REASON, e.getMessage());
        } catch (JMSException e) {
            exchange.setProperty(REASON, "Unreadable: the message cannot be read (" + e.getErrorCode() + ")");
        }
    }

    /** Names the reason when the ledger refused the ticket: its sender hears of it in no other way. */
    public void judge(@Body List<Taken> taken, Exchange exchange) {
        if (taken.get(0) instanceof Taken.InLedger inLedger
                && inLedger.acceptance() instanceof Acceptance.Refused refused) {
            exchange.setProperty(
                    REASON, refused.reason().code() + ": " + refused.reason().text());
        }
    }

    /** Names the reason for a message whose ticket failed again and again by a fault that is not an outage. */
    public void giveUp(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.setProperty(REASON, "Unexpected: " + fault.getClass().getName() + "; the log has more");
    }

    /**
     * Puts the received message back in the place of what the shared path made of it: only that one is sent unchanged.
     */
    public void restore(Exchange exchange) {
        exchange.setMessage(exchange.getProperty(RECEIVED, org.apache.camel.Message.class));
    }

    private IncomingTicket ticket(Message message) throws JMSException {
        MessageBody.Content content = bodies.read(message);
        TicketFields fields = decode(content);
        Identity identity = MessageIdentity.of(message, fields)
                .orElseThrow(() -> new UndeliverableException(
                        "NoIdentity", "the message has neither an idempotency_key property nor a message id"));
        return new IncomingTicket(
                QueueDoor.NAME,
                fields,
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(identity),
                Optional.empty(),
                replyTo.of(message),
                false,
                Optional.empty());
    }

    private TicketFields decode(MessageBody.Content content) {
        Decoded decoded = decoder.decode(content.bytes(), content.contentType(), Optional.empty());
        if (decoded instanceof Decoded.Fields fields) {
            return fields.fields();
        }
        if (decoded instanceof Decoded.Invalid invalid) {
            throw new UndeliverableException(
                    invalid.error().type(), invalid.error().message());
        }
        if (decoded instanceof Decoded.Unsupported unsupported) {
            throw new UndeliverableException("Unsupported", unsupported.why());
        }
        throw new UndeliverableException("Unreadable", ((Decoded.Unreadable) decoded).why());
    }
}
