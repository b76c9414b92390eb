package io.ticketbridge.door.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.fault.ProvesFault;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    private Path dataDir;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = start("0");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void keepsAMessageThroughAStopAndAStart() {
        send(overTcp(), "kept");
        broker.close();
        broker = start("0");
        assertThat(receive(overTcp())).isEqualTo("kept");
    }

    @Test
    void takesAMessageFromAnAmqpClientToo() {
        send(new JmsConnectionFactory("amqp://127.0.0.1:" + broker.port().getAsInt()), "by AMQP");
        assertThat(receive(overTcp())).isEqualTo("by AMQP");
    }

    @Test
    void opensNoPortWhenItIsOff() {
        broker.close();
        broker = start("off");
        assertThat(broker.port()).isEmpty();
        send(inVm(), "inside");
        assertThat(receive(inVm())).isEqualTo("inside");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "a message is rolled back again and again",
            promise = "the embedded broker never drops it")
    void deliversAMessageAgainHoweverOftenItWasRolledBack() {
        send(overTcp(), "patient");
        try (JMSContext context = overTcp().createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(context.createQueue("tickets"))) {
            assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("patient");
            context.rollback();
            assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("patient");
            context.rollback();
            assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("patient");
            context.commit();
        }
    }

    @Test
    void startsAgainOnItsPortAfterItStoppedByItself() throws Exception {
        int port = broker.port().getAsInt();
        send(overTcp(), "kept");
        broker.fail();
        await().atMost(Duration.ofSeconds(20)).until(broker::isUp);
        assertThat(broker.port()).hasValue(port);
        assertThat(receive(overTcp())).isEqualTo("kept");
    }

    @Test
    void namesTheKeyWhenItsPortIsTaken() {
        Path other = dataDir.resolve("other");
        String taken = Integer.toString(broker.port().getAsInt());
        assertThatThrownBy(() -> start(other, taken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ticketbridge.queue.port")
                .hasMessageContaining(taken);
    }

    private EmbeddedBroker start(String port) {
        return start(dataDir, port);
    }

    private static EmbeddedBroker start(Path folder, String port) {
        EmbeddedBroker started =
                new EmbeddedBroker(BrokerLayout.of(TestSettings.in(folder).with(Keys.QUEUE_PORT, port)));
        started.start();
        return started;
    }

    private ConnectionFactory overTcp() {
        return BrokerConnections.artemis(
                "tcp://127.0.0.1:" + broker.port().getAsInt(), Optional.empty(), Optional.empty());
    }

    private ConnectionFactory inVm() {
        return BrokerConnections.artemis(broker.inVmUrl(), Optional.empty(), Optional.empty());
    }

    private static void send(ConnectionFactory to, String text) {
        try (JMSContext context = to.createContext()) {
            context.createProducer().send(context.createQueue("tickets"), text);
        }
    }

    private static String receive(ConnectionFactory from) {
        try (JMSContext context = from.createContext()) {
            return context.createConsumer(context.createQueue("tickets")).receiveBody(String.class, 5_000);
        }
    }
}
