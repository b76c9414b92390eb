package io.ticketbridge.door.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.door.queue.QueueDoorFixture.Accepting;
import io.ticketbridge.fault.ProvesFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueOutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path dataDir;

    private QueueDoorFixture door;

    @BeforeEach
    void start() {
        door = QueueDoorFixture.start(dataDir);
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the ledger is away while messages come",
            promise = "they stay on the broker, none in the DLQ; it goes on by itself")
    void holdsEveryMessageThroughAnOutageOfTheLedgerAndGoesOnByItself() {
        door.accepting = Accepting.LEDGER_DOWN;
        sendTickets(20);
        await().atMost(LIMIT).until(() -> door.tries.get() > 10);
        assertThat(door.door().whyNotAccepting())
                .hasValueSatisfying(why -> assertThat(why).contains("the ledger takes nothing"));
        assertThat(door.browse("tickets.DLQ")).isEmpty();

        door.accepting = Accepting.NORMALLY;
        await().atMost(LIMIT).until(() -> door.accepted.size() >= 20);
        assertThat(subjects()).containsExactlyInAnyOrderElementsOf(expected(20));
        assertThat(door.door().whyNotAccepting()).isEmpty();
        assertThat(door.browse("tickets.DLQ")).isEmpty();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the ledger is away with a message in hand",
            promise = "no rollback: the message is delivered once")
    void answersAnOutageWithNoRollback() {
        door.accepting = Accepting.LEDGER_DOWN;
        sendTickets(1);
        await().atMost(LIMIT).until(() -> door.tries.get() > 2);
        door.accepting = Accepting.NORMALLY;
        await().atMost(LIMIT).until(() -> door.accepted.size() == 1);
        assertThat(door.deliveryCounts).containsOnly(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "a stop while the ledger is away",
            promise = "the message in hand stays on the broker")
    void leavesTheMessageInHandOnTheBrokerWhenItStopsDuringAnOutage() {
        door.accepting = Accepting.LEDGER_DOWN;
        sendTickets(3);
        await().atMost(LIMIT).until(() -> door.tries.get() > 0);
        door.close();
        door = QueueDoorFixture.start(dataDir);
        await().atMost(LIMIT).until(() -> door.accepted.size() == 3);
        assertThat(subjects()).containsExactlyInAnyOrderElementsOf(expected(3));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the embedded broker fails",
            promise = "it comes back by itself; no message is lost")
    void goesOnWhenTheEmbeddedBrokerIsBack() throws Exception {
        sendTickets(1);
        await().atMost(LIMIT).until(() -> door.accepted.size() == 1);
        EmbeddedBroker broker = door.door().broker().orElseThrow();
        broker.fail();
        await().atMost(LIMIT).until(broker::isUp);
        sendTickets(2);
        await().atMost(LIMIT).until(() -> door.accepted.size() >= 3);
        assertThat(door.accepted).hasSize(3);
        await().atMost(LIMIT).until(() -> door.door().whyNotAccepting().isEmpty());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "the broker fails between the commit and the acknowledgement",
            promise = "the message comes again under the same name: one intent")
    void deliversAgainUnderTheSameNameWhenTheBrokerFailsBeforeTheAcknowledgement() throws Exception {
        EmbeddedBroker broker = door.door().broker().orElseThrow();
        CountDownLatch sent = new CountDownLatch(1);
        door.beforeReturn = () -> failOnce(broker, sent);
        sendTickets(1);
        sent.countDown();
        await().atMost(LIMIT).until(() -> door.accepted.size() >= 2);
        assertThat(door.accepted.get(1).identities())
                .isEqualTo(door.accepted.get(0).identities());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.BROKER,
            fault = "one message always fails by a defect",
            promise = "it ends in the DLQ with its reason; the others are taken")
    void givesUpOnATicketThatFailsByADefectAndTakesTheOthers() throws Exception {
        door.faultySubject = "Ticket 1";
        sendTickets(3);
        await().atMost(LIMIT).until(() -> door.accepted.size() == 2);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> door.browse("tickets.DLQ").size() == 1);
        assertThat(door.takeDeadLetter().orElseThrow().getStringProperty("ticketbridge_reason"))
                .startsWith("Unexpected: java.lang.IllegalStateException");
    }

    /** @param sent the sender has its own answer by then: it is not the one who is to be disturbed */
    private void failOnce(EmbeddedBroker broker, CountDownLatch sent) {
        door.beforeReturn = () -> {};
        try {
            assertThat(sent.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            broker.fail();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void sendTickets(int count) {
        expected(count).forEach(subject -> door.sendText("application_id=42&message=m&subject=" + subject));
    }

    private static List<String> expected(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "Ticket " + i).toList();
    }

    private List<String> subjects() {
        return door.accepted.stream()
                .map(ticket -> ticket.fields().first("subject").orElseThrow())
                .toList();
    }
}
