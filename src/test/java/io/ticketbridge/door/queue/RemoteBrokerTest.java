package io.ticketbridge.door.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.fault.ProvesFault;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door on a broker that is not its own; an embedded one plays it. */
class RemoteBrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FORM = "application_id=42&message=m&subject=S";

    @TempDir
    private Path dataDir;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = broker("0");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqp"})
    void takesTicketsAndSendsDeadLettersUnchanged(String protocol) throws Exception {
        try (QueueDoorFixture door = door(protocol)) {
            door.sendText(FORM);
            await().atMost(LIMIT).until(() -> door.accepted.size() == 1);
            door.send(context -> {
                BytesMessage message = context.createBytesMessage();
                message.writeBytes(new byte[] {0x7b, 0x01});
                message.setStringProperty("content_type", "application/json");
                message.setIntProperty("shelf", 7);
                return message;
            });
            BytesMessage dead = (BytesMessage) door.takeDeadLetter().orElseThrow();
            byte[] body = new byte[(int) dead.getBodyLength()];
            dead.readBytes(body);
            assertThat(body).containsExactly(0x7b, 0x01);
            assertThat(dead.getIntProperty("shelf")).isEqualTo(7);
            assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("Unreadable: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqp"})
    void leavesAnObjectMessageUnread(String protocol) throws Exception {
        try (QueueDoorFixture door = door(protocol)) {
            door.send(context -> context.createObjectMessage("an object"));
            Message dead = door.takeDeadLetter().orElseThrow();
            assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("Unsupported: ");
            assertThat(dead.getBody(Serializable.class)).isEqualTo("an object");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqp"})
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "a remote broker goes away",
            promise = "readiness says so; it goes on when the broker is back")
    void saysThatItsBrokerIsGoneAndGoesOnWhenItIsBack(String protocol) throws Exception {
        String port = Integer.toString(broker.port().getAsInt());
        try (QueueDoorFixture door = door(protocol)) {
            await().atMost(LIMIT).until(() -> door.door().whyNotAccepting().isEmpty());
            broker.close();
            await().atMost(LIMIT).until(() -> door.door().whyNotAccepting().isPresent());
            broker = broker(port);
            door.sendText(FORM);
            await().atMost(LIMIT).until(() -> door.accepted.size() == 1);
            assertThat(door.door().whyNotAccepting()).isEmpty();
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the broker is not there yet at the start",
            promise = "the bridge starts, and connects when it is")
    void startsBeforeItsBrokerIsThere() throws Exception {
        String port = Integer.toString(broker.port().getAsInt());
        TestSettings settings = settings("tcp");
        broker.close();
        try (QueueDoorFixture door = new QueueDoorFixture(settings)) {
            assertThat(door.door().whyNotAccepting()).isPresent();
            broker = broker(port);
            door.sendText(FORM);
            await().atMost(LIMIT).until(() -> door.accepted.size() == 1);
        }
    }

    @Test
    void showsItsBrokerWithoutOptionsOrUser() throws Exception {
        TestSettings settings = TestSettings.in(dataDir)
                .with(Keys.QUEUE_BROKER_URL, "tcp://broker.example:61616?clientID=x")
                .with(Keys.QUEUE_USER, "someone")
                .with(
                        Keys.QUEUE_PASSWORD_FILE,
                        Files.writeString(dataDir.resolve("p"), "canary\n").toString());
        try (QueueDoor door = new QueueDoor(settings, null, java.time.Clock.systemUTC())) {
            assertThat(door.brokerUrl()).contains("tcp://broker.example:61616");
        }
        settings.with(Keys.QUEUE_BROKER_URL, "tcp://someone:canary@broker.example:5672");
        try (QueueDoor door = new QueueDoor(settings, null, java.time.Clock.systemUTC())) {
            assertThat(door.brokerUrl()).contains("tcp://broker.example:5672");
        }
    }

    @Test
    void namesTheKeyOfAnUnusableUrl() {
        assertUnusable(TestSettings.in(dataDir).with(Keys.QUEUE_BROKER_URL, "http://broker"), "queue.broker-url");
        assertUnusable(TestSettings.in(dataDir).with(Keys.QUEUE_BROKER_URL, "tcp://:::"), "queue.broker-url");
        assertUnusable(
                TestSettings.in(dataDir)
                        .with(Keys.QUEUE_BROKER_URL, "tcp://broker:1")
                        .with(
                                Keys.QUEUE_PASSWORD_FILE,
                                dataDir.resolve("absent").toString()),
                "queue.password-file");
    }

    private static void assertUnusable(TestSettings settings, String key) {
        assertThatThrownBy(() -> new QueueDoor(settings, null, java.time.Clock.systemUTC()).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ticketbridge." + key);
    }

    private EmbeddedBroker broker(String port) {
        EmbeddedBroker started =
                new EmbeddedBroker(BrokerLayout.of(TestSettings.in(dataDir).with(Keys.QUEUE_PORT, port)));
        started.start();
        return started;
    }

    private QueueDoorFixture door(String protocol) throws Exception {
        return new QueueDoorFixture(settings(protocol));
    }

    private TestSettings settings(String protocol) {
        return TestSettings.in(dataDir)
                .with(
                        Keys.QUEUE_BROKER_URL,
                        protocol + "://127.0.0.1:" + broker.port().getAsInt());
    }
}
