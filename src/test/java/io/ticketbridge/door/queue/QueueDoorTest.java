package io.ticketbridge.door.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.door.queue.QueueDoorFixture.Accepting;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.Identity;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueDoorTest {

    private static final String FORM = "application_id=42&subject=Hei%20p%C3%A5%20deg&message=%C3%86rlig+talt%0Aja";
    private static final String JSON =
            "{\"application_id\":\"42\",\"subject\":\"Hei på deg\",\"message\":\"Ærlig talt\\nja\"}";

    @TempDir
    private static Path dataDir;

    private static QueueDoorFixture door;

    @BeforeAll
    static void start() {
        door = QueueDoorFixture.start(dataDir);
    }

    @AfterAll
    static void stop() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
    }

    @Test
    void takesATextMessageByLookWhetherFormOrJson() {
        door.sendText(FORM);
        assertThat(nextAccepted().fields().first("subject")).contains("Hei på deg");
        door.sendText(JSON);
        assertThat(accepted(2).fields().first("message")).contains("Ærlig talt\nja");
    }

    @Test
    void takesABytesMessageInItsDeclaredCharset() {
        door.send(context -> {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes("application_id=42&subject=p\u00e5&message=m".getBytes(ISO_8859_1));
            message.setStringProperty("content_type", "application/x-www-form-urlencoded; charset=iso-8859-1");
            return message;
        });
        assertThat(nextAccepted().fields().first("subject")).contains("på");
    }

    @Test
    void readsTheEscapesOfATextMessageInItsDeclaredCharset() {
        door.send(context -> {
            TextMessage message = context.createTextMessage("application_id=42&subject=p%E5+\u00e5&message=m");
            message.setStringProperty("content_type", "application/x-www-form-urlencoded; charset=iso-8859-1");
            return message;
        });
        assertThat(nextAccepted().fields().first("subject")).contains("på å");
    }

    @Test
    void namesTheTicketByTheSendersKey() {
        door.send(context -> withProperty(context.createTextMessage(FORM), "idempotency_key", "order-7"));
        assertThat(nextAccepted().identities()).containsExactly(new Identity(Identity.Kind.QUEUE, "order-7"));
    }

    @Test
    void namesTheTicketByMessageIdAndContentWithoutAKey() throws JMSException {
        try (JMSContext context = door.client().createContext()) {
            TextMessage message = context.createTextMessage(FORM);
            context.createProducer().send(context.createQueue("tickets"), message);
            IncomingTicket ticket = nextAccepted();
            assertThat(ticket.identities()).singleElement().satisfies(identity -> assertThat(identity.value())
                    .startsWith(message.getJMSMessageID() + "#")
                    .matches(".*#[0-9a-f]{64}"));
        }
    }

    @Test
    void handsTheTicketOverAsTheQueueDoorsOwnAndRecordsItsDefects() {
        door.sendText(FORM);
        IncomingTicket ticket = nextAccepted();
        assertThat(ticket.door()).isEqualTo("queue");
        assertThat(ticket.refuseInvalid()).isFalse();
        assertThat(ticket.mayNameCreator()).isTrue();
        assertThat(ticket.reply()).isEmpty();
    }

    @Test
    void acceptsTheHyphenedKeyOfAnAmqpClient() {
        String url = door.door().brokerUrl().orElseThrow().replace("tcp:", "amqp:");
        JmsConnectionFactory amqp = new JmsConnectionFactory(url);
        amqp.setValidatePropertyNames(false);
        try (JMSContext context = amqp.createContext()) {
            context.createProducer()
                    .setProperty("idempotency-key", "amqp-1")
                    .send(context.createQueue("tickets"), FORM);
        }
        assertThat(nextAccepted().identities()).containsExactly(new Identity(Identity.Kind.QUEUE, "amqp-1"));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "a text message that is far larger than any ticket",
            promise = "its sender is told; it never reaches the memory of the bridge")
    void refusesAMessageThatCouldFillTheMemory() {
        assertThatThrownBy(() -> door.sendText("x".repeat(9 << 20))).hasMessageContaining("is no ticket");
        door.sendText(FORM);
        assertThat(nextAccepted().fields().first("subject")).contains("Hei på deg");
    }

    @Test
    void keepsADeadLetterHoweverShortAndOddTheMessageWas() throws JMSException {
        try (JMSContext context = door.client().createContext()) {
            context.createProducer()
                    .setTimeToLive(60_000)
                    .setProperty("CamelJmsDeliveryMode", "no number")
                    .send(context.createQueue("tickets"), "{");
        }
        Message dead = door.takeDeadLetter().orElseThrow();
        assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("Unreadable: ");
        assertThat(dead.getJMSExpiration()).isZero();
    }

    @Test
    void takesATextThatDeclaresACharsetNobodyCanWrite() {
        door.send(context -> {
            TextMessage message = context.createTextMessage(FORM);
            message.setStringProperty("content_type", "application/x-www-form-urlencoded; charset=ISO-2022-CN");
            return message;
        });
        assertThat(nextAccepted().fields().first("subject")).contains("Hei på deg");
    }

    @Test
    void sendsAMessageWithoutAnyNameToTheDeadLetters() throws JMSException {
        try (JMSContext context = door.client().createContext()) {
            context.createProducer().setDisableMessageID(true).send(context.createQueue("tickets"), FORM);
        }
        Message dead = door.takeDeadLetter().orElseThrow();
        assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("NoIdentity: ");
        assertThat(door.accepted).isEmpty();
    }

    @Test
    void keepsADeadLettersBodyTypeAndProperties() throws JMSException {
        byte[] noTicket = {0x00, (byte) 0xff, 0x12, 0x0a};
        door.send(context -> {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(noTicket);
            message.setStringProperty("content_type", "application/json");
            message.setIntProperty("shelf", 7);
            message.setJMSType("letter");
            message.setJMSCorrelationID("c-1");
            return message;
        });
        BytesMessage dead = (BytesMessage) door.takeDeadLetter().orElseThrow();
        byte[] body = new byte[(int) dead.getBodyLength()];
        dead.readBytes(body);
        assertThat(body).isEqualTo(noTicket);
        assertThat(dead.getIntProperty("shelf")).isEqualTo(7);
        assertThat(dead.getStringProperty("content_type")).isEqualTo("application/json");
        assertThat(dead.getJMSType()).isEqualTo("letter");
        assertThat(dead.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(dead.getStringProperty("ticketbridge_reason")).contains(": ");
    }

    @Test
    void keepsTheTextOfAnUndecodableTextMessage() throws JMSException {
        door.sendText("{\"subject\": \"cut off");
        assertThat(((TextMessage) door.takeDeadLetter().orElseThrow()).getText())
                .isEqualTo("{\"subject\": \"cut off");
    }

    @Test
    void refusesAnOversizedBodyUnreadAndKeepsIt() throws JMSException {
        byte[] large = new byte[3 * 1024 * 1024];
        door.send(context -> {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(large);
            return message;
        });
        BytesMessage dead = (BytesMessage) door.takeDeadLetter().orElseThrow();
        assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("TooLarge: ");
        assertThat(dead.getBodyLength()).isEqualTo(large.length);
    }

    @Test
    void takesALargeTextMessageThatIsInsideTheLimit() {
        String message = "x".repeat(400_000);
        door.sendText("application_id=42&subject=s&message=" + message);
        assertThat(nextAccepted().fields().first("message")).contains(message);
    }

    @Test
    void neverMakesTheObjectOfAnObjectMessage() throws Exception {
        door.send(context -> context.createObjectMessage(new Trap()));
        Message dead = door.takeDeadLetter().orElseThrow();
        assertThat(dead.getStringProperty("ticketbridge_reason")).startsWith("Unsupported: ");
        assertThat(Trap.SPRUNG).isFalse();
        assertThat(dead.getBody(Serializable.class)).isInstanceOf(Trap.class);
    }

    @Test
    void sendsAMapMessageToTheDeadLettersAsItIs() throws JMSException {
        door.send(context -> {
            MapMessage message = context.createMapMessage();
            message.setString("subject", "s");
            return message;
        });
        assertThat(((MapMessage) door.takeDeadLetter().orElseThrow()).getString("subject"))
                .isEqualTo("s");
    }

    @Test
    void sendsARefusedTicketToTheDeadLetters() throws JMSException {
        door.accepting = Accepting.KEY_REUSED;
        door.sendText(FORM);
        Message letter = door.takeDeadLetter().orElseThrow();
        assertThat(letter.getStringProperty("ticketbridge_reason")).isEqualTo("KeyReused: Other content.");
        assertThat(letter.getBody(String.class)).isEqualTo(FORM);
    }

    @Test
    void letsNoPropertyBecomeAHeaderWhateverItsCase() {
        door.send(context -> {
            TextMessage message = context.createTextMessage(FORM);
            message.setStringProperty("CAMELHttpUri", "http://evil");
            message.setStringProperty("cAmElBean", "x");
            message.setStringProperty("CamelJmsDestinationName", "elsewhere");
            message.setStringProperty("org_apache_camel_MessageHistory", "x");
            return message;
        });
        nextAccepted();
        assertThat(door.headersSeen.get(0)).isEmpty();
    }

    @Test
    void ignoresAReplyAddressThatIsOneOfOurOwnQueues() {
        door.send(context -> {
            TextMessage message = context.createTextMessage(FORM);
            message.setJMSReplyTo(context.createQueue("tickets"));
            return message;
        });
        assertThat(nextAccepted().reply()).isEmpty();
        door.send(context -> {
            TextMessage message = context.createTextMessage(FORM);
            message.setJMSReplyTo(context.createQueue("tickets::tickets.DLQ"));
            return message;
        });
        assertThat(accepted(2).reply()).isEmpty();
    }

    @Test
    void remembersWhoWantsAReplyAndUnderWhichCorrelation() throws JMSException {
        try (JMSContext context = door.client().createContext()) {
            TextMessage message = context.createTextMessage(FORM);
            message.setJMSReplyTo(context.createQueue("answers"));
            context.createProducer().send(context.createQueue("tickets"), message);
            assertThat(nextAccepted().reply()).hasValueSatisfying(reply -> {
                assertThat(reply.destination()).isEqualTo("queue:answers");
                assertThat(reply.correlationId()).contains(idOf(message));
            });
            message.setJMSCorrelationID("my-7");
            context.createProducer().send(context.createQueue("tickets"), message);
            assertThat(accepted(2).reply().orElseThrow().correlationId()).contains("my-7");
        }
    }

    private IncomingTicket nextAccepted() {
        return accepted(1);
    }

    private IncomingTicket accepted(int number) {
        await().atMost(Duration.ofSeconds(10)).until(() -> door.accepted.size() >= number);
        return door.accepted.get(number - 1);
    }

    private static Message withProperty(Message message, String name, String value) throws JMSException {
        message.setStringProperty(name, value);
        return message;
    }

    private static String idOf(Message message) {
        try {
            return message.getJMSMessageID();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells when somebody makes it out of a message. */
    private static final class Trap implements Serializable {

        private static final long serialVersionUID = 1;
        private static final AtomicBoolean SPRUNG = new AtomicBoolean();

        private void readObject(ObjectInputStream in) {
            SPRUNG.set(true);
        }
    }
}
