package io.ticketbridge.fault;

import io.ticketbridge.fault.BridgeProcess.Doors;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends messages as any JMS client does, and again those for which the broker gave no receipt. */
final class QueueSender {

    private static final String NO_RECONNECT = "?reconnectAttempts=0&callTimeout=10000";

    private final Taken taken;

    QueueSender(Taken taken) {
        this.taken = taken;
    }

    /** @return whether the broker has them all; those it has are not sent again */
    boolean send(Doors doors, List<String> subjects) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(doors.broker() + NO_RECONNECT);
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(doors.queue()))) {
            for (String subject : subjects) {
                if (!taken.subjects().contains(subject)) {
                    TextMessage message = session.createTextMessage(
                            "{\"application_id\":\"42\",\"subject\":\"" + subject + "\",\"message\":\"Hei\"}");
                    message.setStringProperty("idempotency_key", subject);
                    producer.send(message);
                    taken.promised(subject);
                }
            }
            return true;
        } catch (JMSException killedMeanwhile) {
            return false;
        }
    }

    /** How many messages wait in a queue now. */
    static int depth(Doors doors, String queue) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(doors.broker() + NO_RECONNECT);
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                Enumeration<?> messages = browser.getEnumeration();
                return Collections.list(messages).size();
            }
        } catch (JMSException e) {
            throw new AssertionError("the broker cannot be browsed", e);
        }
    }
}
