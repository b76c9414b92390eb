package io.ticketbridge.door.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.ReplyAddress;
import io.ticketbridge.ledger.ReplyOutbox;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueRepliesTest {

    @TempDir
    private static Path dataDir;

    private static Ledger ledger;
    private static QueueDoor door;
    private static Main main;

    @BeforeAll
    static void start() throws Exception {
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + dataDir.resolve("ledger.db"), Optional.empty(), Optional.empty(), dataDir),
                Clock.systemUTC());
        door = new QueueDoor(TestSettings.in(dataDir), ledger, Clock.systemUTC());
        main = new Main();
        door.bind(main);
        main.configure().withRoutesIncludePattern("file:routes/queue-door.camel.yaml");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accept").log("no tickets in this test");
            }
        });
        main.start();
    }

    @AfterAll
    static void stop() {
        main.stop();
        ledger.close();
    }

    @Test
    void sendsTheStatusResourceOnceWhenTheIntentRests() throws Exception {
        try (JMSContext context = new ActiveMQConnectionFactory(url()).createContext()) {
            Queue answers = context.createQueue("answers");
            String key = rejected(new ReplyAddress("queue:answers", Optional.of("c-1")));
            JMSConsumer consumer = context.createConsumer(answers);
            TextMessage reply = (TextMessage) consumer.receive(10_000);
            assertThat(reply.getJMSCorrelationID()).isEqualTo("c-1");
            assertThat(reply.getStringProperty("content_type")).isEqualTo("application/json");
            JsonNode status = new ObjectMapper().readTree(reply.getText());
            assertThat(status.fieldNames())
                    .toIterable()
                    .containsExactly("key", "state", "ticket_id", "reason", "attempts", "not_before", "upstream");
            assertThat(status.get("key").asText()).isEqualTo(key);
            assertThat(status.get("state").asText()).isEqualTo("rejected");
            assertThat(status.get("ticket_id").isNull()).isTrue();
            assertThat(status.get("reason").asText()).isEqualTo("MissingParameter: The subject parameter is missing.");
            await().until(() -> ledger.replyOutbox().pending(10).isEmpty());
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    @Test
    void theReplyOfADeliveredTicketHoldsTheAnswerThatARestCallerGets() throws Exception {
        try (JMSContext context = new ActiveMQConnectionFactory(url()).createContext()) {
            String key = accepted(
                    "{\"application_id\":\"42\",\"subject\":\"Hei\",\"message\":\"Tekst\",\"mode\":\"test\"}",
                    Optional.empty(),
                    new ReplyAddress("queue:delivered", Optional.of("c-6")));
            Intent intent = ledger.inspection().find(key).orElseThrow();
            ledger.deliveries().move(intent, new Settlement.Delivered(48213, "answer"), "the test");

            TextMessage reply = (TextMessage)
                    context.createConsumer(context.createQueue("delivered")).receive(10_000);

            JsonNode status = new ObjectMapper().readTree(reply.getText());
            assertThat(status.get("state").asText()).isEqualTo("delivered");
            assertThat(status.get("ticket_id").asLong()).isEqualTo(48213);
            assertThat(status.at("/response/ticket/id").asLong()).isEqualTo(48213);
            assertThat(status.at("/response/ticket/subject").asText()).isEqualTo("Hei");
        }
    }

    @Test
    void reachesATemporaryQueue() throws Exception {
        try (JMSContext context = new ActiveMQConnectionFactory(url()).createContext()) {
            TemporaryQueue queue = context.createTemporaryQueue();
            rejected(new ReplyAddress("temporary-queue:" + queue.getQueueName(), Optional.of("c-2")));
            assertThat(context.createConsumer(queue).receive(10_000).getJMSCorrelationID())
                    .isEqualTo("c-2");
        }
    }

    @Test
    void reachesTheTemporaryQueueOfAnAmqpClient() throws Exception {
        try (JMSContext context = new JmsConnectionFactory(url().replace("tcp:", "amqp:")).createContext()) {
            TemporaryQueue queue = context.createTemporaryQueue();
            JMSConsumer consumer = context.createConsumer(queue);
            rejected(new ReplyAddress("temporary-queue:" + queue.getQueueName(), Optional.of("c-3")));
            assertThat(consumer.receive(10_000).getJMSCorrelationID()).isEqualTo("c-3");
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the caller's reply queue is gone",
            promise = "its reply is dropped, and none is made under that name")
    void dropsTheReplyToATemporaryQueueThatIsGone() {
        rejected(new ReplyAddress("temporary-queue:gone-long-ago", Optional.empty()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ledger.replyOutbox().pending(10).isEmpty());
        try (JMSContext context = new ActiveMQConnectionFactory(url()).createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("gone-long-ago"))) {
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "one caller's reply cannot be sent where it is wanted",
            promise = "the replies of the others go out")
    void letsNoRefusedReplyStandInTheWayOfTheOthers() throws Exception {
        try (JMSContext context = new ActiveMQConnectionFactory(url()).createContext()) {
            ReplyAddress refused = new ReplyAddress("no-kind-of-destination:x", Optional.of("c-4"));
            String poison = rejected(refused);
            rejected(new ReplyAddress("queue:answers-5", Optional.of("c-5")));
            assertThat(context.createConsumer(context.createQueue("answers-5"))
                            .receive(10_000)
                            .getJMSCorrelationID())
                    .isEqualTo("c-5");
            await().until(() -> ledger.replyOutbox().pending(10).stream()
                    .map(ReplyOutbox.PendingReply::key)
                    .toList()
                    .equals(List.of(poison)));
            ledger.replyOutbox().sent(poison, refused);
        }
    }

    private static String url() {
        return door.brokerUrl().orElseThrow();
    }

    private static String rejected(ReplyAddress reply) {
        return accepted("{}", Optional.of(new Reason("MissingParameter", "The subject parameter is missing.")), reply);
    }

    private static String accepted(String content, Optional<Reason> rejection, ReplyAddress reply) {
        Submission submission = new Submission(
                "queue",
                Upstream.SANDBOX,
                "42",
                Optional.empty(),
                List.<Identity>of(),
                content.getBytes(StandardCharsets.UTF_8),
                "0".repeat(64),
                Optional.empty(),
                rejection,
                Optional.of(reply),
                Optional.empty());
        return ledger.intake()
                .accept(List.of(submission), Optional.empty())
                .get(0)
                .key();
    }
}
