package io.ticketbridge.door.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.component.jms.MessageCreatedStrategy;

/** Writes the reason on a dead letter, which otherwise stays the message it was: body, type and properties. */
final class DeadLetterReason implements MessageCreatedStrategy {

    private static final String PROPERTY = "ticketbridge_reason";

    /** The one property that Camel would obey in a message it sends; a sender's own must not stop the dead letter. */
    private static final String READ_BY_CAMEL = JmsConstants.JMS_DELIVERY_MODE;

    @Override
    public void onMessageCreated(Message message, Session session, Exchange exchange, Throwable cause) {
        try {
            // Kept until a person looks, however short the life that the sender gave to the ticket.
            message.setJMSExpiration(0);
            write(message, exchange.getProperty(QueueMessages.REASON, String.class));
        } catch (JMSException e) {
            throw new IllegalStateException("The dead letter's reason cannot be written.", e);
        }
    }

    private static void write(Message message, String reason) throws JMSException {
        if (message instanceof ActiveMQMessage artemis) {
            // A received message is read-only to JMS, and a copy would lose properties whose names JMS does not allow.
            artemis.getCoreMessage().removeProperty(READ_BY_CAMEL);
            artemis.getCoreMessage().putStringProperty(PROPERTY, reason);
            return;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement().toString();
            properties.put(name, message.getObjectProperty(name));
        }
        message.clearProperties();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (!property.getKey().startsWith("JMSX") && !property.getKey().equals(READ_BY_CAMEL)) {
                message.setObjectProperty(property.getKey(), property.getValue());
            }
        }
        message.setStringProperty(PROPERTY, reason);
    }
}
