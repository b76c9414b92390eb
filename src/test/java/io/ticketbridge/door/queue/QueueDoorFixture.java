package io.ticketbridge.door.queue;

import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.NewIntent;
import io.ticketbridge.ledger.Reason;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultMessage;

/** The queue door as shipped, with an accept route that a test can look into and break. */
final class QueueDoorFixture implements AutoCloseable {

    /** What the accept route does with the next tickets. */
    enum Accepting {
        NORMALLY,
        LEDGER_DOWN,
        KEY_REUSED
    }

    final List<IncomingTicket> accepted = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> headersSeen = new CopyOnWriteArrayList<>();
    final AtomicInteger tries = new AtomicInteger();
    final List<Integer> deliveryCounts = new CopyOnWriteArrayList<>();
    volatile Accepting accepting = Accepting.NORMALLY;
    volatile Runnable beforeReturn = () -> {};
    volatile String faultySubject = "";

    private final Main main = new Main();
    private final QueueDoor door;

    QueueDoorFixture(TestSettings settings) throws Exception {
        door = new QueueDoor(settings, null, Clock.systemUTC());
        door.bind(main);
        main.configure().withRoutesIncludePattern("file:routes/queue-door.camel.yaml");
        main.configure().withShutdownTimeout(10);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accept").errorHandler(noErrorHandler()).process(QueueDoorFixture.this::accept);
            }
        });
        main.start();
        main.getCamelContext().getRouteController().stopRoute("queue-replies");
    }

    static QueueDoorFixture start(Path dataDir) {
        try {
            return new QueueDoorFixture(TestSettings.in(dataDir));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As new, for the next test; messages are none, because every test takes what it sends. */
    void forget() {
        accepting = Accepting.NORMALLY;
        accepted.clear();
        headersSeen.clear();
        tries.set(0);
    }

    private void accept(Exchange exchange) {
        tries.incrementAndGet();
        headersSeen.add(Map.copyOf(exchange.getMessage().getHeaders()));
        IncomingTicket ticket =
                (IncomingTicket) exchange.getMessage().getBody(List.class).get(0);
        deliveryCounts.add(deliveryCount(exchange));
        if (ticket.fields().first("subject").orElse("-").equals(faultySubject)) {
            throw new IllegalStateException("a defect");
        }
        switch (accepting) {
            case LEDGER_DOWN -> throw new LedgerUnavailableException("The test has no ledger now.", null);
            case KEY_REUSED ->
                answer(
                        exchange,
                        List.of(taken(new Acceptance.Refused("K", new Reason("KeyReused", "Other content.")))));
            case NORMALLY -> {
                accepted.add(ticket);
                exchange.getMessage()
                        .setBody(List.of(taken(new Acceptance.Created(NewIntent.of("K" + accepted.size())))));
                beforeReturn.run();
            }
        }
    }

    /** As the shipped route does: a bean that returns a value leaves a message that is no JMS message. */
    private static void answer(Exchange exchange, List<Taken> taken) {
        DefaultMessage answer = new DefaultMessage(exchange);
        answer.setBody(taken);
        exchange.setMessage(answer);
    }

    private static int deliveryCount(Exchange exchange) {
        try {
            return ((JmsMessage) exchange.getMessage()).getJmsMessage().getIntProperty("JMSXDeliveryCount");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Taken taken(Acceptance acceptance) {
        return new Taken.InLedger(acceptance, List.of());
    }

    QueueDoor door() {
        return door;
    }

    ActiveMQConnectionFactory client() {
        return new ActiveMQConnectionFactory(door.brokerUrl().orElseThrow().replace("amqp:", "tcp:"));
    }

    /** Makes a message and sends it to the tickets. */
    void send(MessageMaker maker) {
        try (JMSContext context = client().createContext()) {
            context.createProducer().send(context.createQueue("tickets"), maker.make(context));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    interface MessageMaker {
        Message make(JMSContext context) throws JMSException;
    }

    void sendText(String text) {
        send(context -> context.createTextMessage(text));
    }

    /** What waits in a queue and is in nobody's hands. */
    @SuppressWarnings("unchecked")
    List<Message> browse(String queue) {
        try (JMSContext context = client().createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            return new ArrayList<>(Collections.list((java.util.Enumeration<Message>) browser.getEnumeration()));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next dead letter, when one comes within five seconds. */
    Optional<Message> takeDeadLetter() {
        try (JMSContext context = client().createContext()) {
            Message message =
                    context.createConsumer(context.createQueue("tickets.DLQ")).receive(5_000);
            if (message instanceof TextMessage text) {
                text.getText();
            }
            return Optional.ofNullable(message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
