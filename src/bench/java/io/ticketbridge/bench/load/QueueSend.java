package io.ticketbridge.bench.load;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends persistent messages from some sessions, each in transactions of a few messages, as JMS clients do that have
 * many: the load shares the machine with what is measured.
 */
public final class QueueSend implements AutoCloseable {

    private static final int SESSIONS = 8;
    private static final int IN_ONE_COMMIT = 20;

    private final TicketTexts tickets;
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final ExecutorService senders = Executors.newFixedThreadPool(SESSIONS);
    private final List<Sender> sessions = new ArrayList<>();

    public QueueSend(URI broker, String queue, TicketTexts tickets) {
        this.tickets = tickets;
        this.factory = new ActiveMQConnectionFactory(broker.toString());
        try {
            this.connection = factory.createConnection();
            for (int i = 0; i < SESSIONS; i++) {
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                sessions.add(new Sender(session, session.createProducer(session.createQueue(queue))));
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the broker has all of them. */
    public void send(int messages) throws InterruptedException {
        List<Callable<Void>> shares = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            Sender sender = sessions.get(i);
            int share = messages / SESSIONS + (i < messages % SESSIONS ? 1 : 0);
            shares.add(() -> sender.send(share));
        }
        for (Future<Void> sent : senders.invokeAll(shares)) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a message could not be sent", e.getCause());
            }
        }
    }

    private final class Sender {

        private final Session session;
        private final MessageProducer producer;

        Sender(Session session, MessageProducer producer) {
            this.session = session;
            this.producer = producer;
        }

        Void send(int messages) throws JMSException {
            for (int i = 0; i < messages; i++) {
                long number = tickets.number();
                TextMessage message = session.createTextMessage(TicketTexts.json(number));
                message.setStringProperty("idempotency_key", "bench-" + number);
                producer.send(message);
                if ((i + 1) % IN_ONE_COMMIT == 0) {
                    session.commit();
                }
            }
            session.commit();
            return null;
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        try {
            connection.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        } finally {
            factory.close();
        }
    }
}
