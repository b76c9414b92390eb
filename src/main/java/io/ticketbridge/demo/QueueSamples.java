package io.ticketbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends samples through the queue door as any JMS client does, and reads the replies. */
final class QueueSamples {

    private static final long LONGEST_MILLIS = 60_000;

    private final ObjectMapper json = new ObjectMapper();
    private final String broker;
    private final String queue;

    QueueSamples(String broker, String queue) {
        this.broker = broker;
        this.queue = queue;
    }

    List<DemoRow> send() throws JMSException, IOException {
        Sample form = Sample.load("queue-charging.form");
        Sample object = Sample.load("queue-cancel.json");
        List<DemoRow> rows = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker);
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            TemporaryQueue replies = session.createTemporaryQueue();
            try (MessageProducer producer = session.createProducer(session.createQueue(queue));
                    MessageConsumer consumer = session.createConsumer(replies)) {
                rows.add(send(session, producer, consumer, replies, form, form.formSubject()));
                String subject = json.readTree(object.bytes()).path("subject").asText();
                rows.add(send(session, producer, consumer, replies, object, subject));
            }
        }
        return rows;
    }

    private DemoRow send(
            Session session,
            MessageProducer producer,
            MessageConsumer consumer,
            TemporaryQueue replies,
            Sample sample,
            String subject)
            throws JMSException, IOException {
        TextMessage message = session.createTextMessage(sample.text());
        message.setStringProperty("idempotency_key", sample.name());
        message.setJMSReplyTo(replies);
        producer.send(message);
        if (!(consumer.receive(LONGEST_MILLIS) instanceof TextMessage reply)) {
            return new DemoRow("queue", "", subject, "?", "no reply came", "delivered");
        }
        JsonNode status = json.readTree(reply.getText());
        String outcome = status.path("ticket_id").isNull()
                ? status.path("reason").asText()
                : status.path("ticket_id").asText();
        return new DemoRow(
                "queue",
                status.path("key").asText(),
                subject,
                status.path("state").asText(),
                outcome,
                "delivered");
    }
}
