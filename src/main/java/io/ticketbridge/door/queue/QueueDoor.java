package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.configuration.UrlSecrets;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import jakarta.jms.ConnectionFactory;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * The queue door: its broker, when that is embedded, and the beans of {@code routes/queue-door.camel.yaml}. The broker
 * starts and stops with Camel.
 */
public final class QueueDoor implements AutoCloseable {

    /** The door's name in the ledger and in every output. */
    public static final String NAME = "queue";

    private final Settings settings;
    private final Ledger ledger;
    private final QueueNames names;
    private final Clock clock;
    private final QueueOutage outage;
    private final BrokerLink link = new BrokerLink();
    private final Optional<EmbeddedBroker> broker;
    private final ConnectionFactory connections;
    private final CachingConnectionFactory replyConnections;

    /**
     * @throws io.ticketbridge.configuration.ConfigurationException when the broker URL or the password file is unusable
     */
    public QueueDoor(Settings settings, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.names = QueueNames.of(settings);
        this.clock = clock;
        this.outage = new QueueOutage(clock);
        this.broker = BrokerConnections.isEmbedded(settings)
                ? Optional.of(new EmbeddedBroker(BrokerLayout.of(settings)))
                : Optional.empty();
        this.connections = broker.map(
                        embedded -> BrokerConnections.artemis(embedded.inVmUrl(), Optional.empty(), Optional.empty()))
                .orElseGet(() -> BrokerConnections.remote(settings));
        this.replyConnections = new CachingConnectionFactory(connections);
    }

    /** Binds the beans and properties that the route names, and ties the broker's life to Camel's. */
    public void bind(Main main) {
        TicketDecoder decoder = new TicketDecoder(Charset.forName(settings.get(Keys.HTTP_FALLBACK_CHARSET)));
        MessageBody bodies = new MessageBody(settings.get(Keys.HTTP_MAX_BODY));
        main.bind("queueConnections", connections);
        main.bind("queueMessages", new QueueMessages(decoder, bodies, new ReplyTo(names)));
        main.bind("queueOutage", outage);
        main.bind("queueLink", link);
        main.bind(
                "queueReplies",
                new QueueReplies(
                        ledger, settings.find(Keys.SOCIALBOARDS_COMMUNITY), new JmsTemplate(replyConnections), clock));
        main.bind("deadLetterReason", new DeadLetterReason());
        main.bind("noHeaders", new NoHeaders());
        main.addProperty("camel.component.jms.connection-factory", "#bean:queueConnections");
        main.addProperty("camel.component.jms.exception-listener", "#bean:queueLink");
        main.addProperty("camel.component.jms.recovery-interval", "1000");
        main.addProperty("ticketbridge.queue.name", names.tickets());
        main.bind("queueDoorLife", new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext starting) {
                broker.ifPresent(EmbeddedBroker::start);
                link.watch(starting);
            }

            @Override
            public void onContextStopped(CamelContext stopped) {
                close();
            }
        });
    }

    /** Where clients send: for the embedded broker its address on this machine, empty when it has no port. */
    public Optional<String> brokerUrl() {
        if (broker.isEmpty()) {
            return Optional.of(UrlSecrets.masked(settings.get(Keys.QUEUE_BROKER_URL))
                    .replaceAll("[?].*", "")
                    .replaceFirst("://[^/]*@", "://"));
        }
        OptionalInt port = broker.get().port();
        return port.isPresent() ? Optional.of("tcp://127.0.0.1:" + port.getAsInt()) : Optional.empty();
    }

    /** Why the door takes nothing now, in one sentence; empty = it does. */
    public Optional<String> whyNotAccepting() {
        Optional<Instant> since = outage.since();
        if (since.isPresent()) {
            return Optional.of(
                    "Since " + since.get() + " the queue door holds its messages: the ledger takes nothing.");
        }
        boolean up = broker.map(EmbeddedBroker::isUp).orElse(true) && link.isUp();
        return up ? Optional.empty() : Optional.of("The queue door has no connection to its broker.");
    }

    /** Stops the embedded broker. Camel's stop does it too. */
    @Override
    public void close() {
        replyConnections.destroy();
        broker.ifPresent(EmbeddedBroker::close);
    }

    Optional<EmbeddedBroker> broker() {
        return broker;
    }
}
