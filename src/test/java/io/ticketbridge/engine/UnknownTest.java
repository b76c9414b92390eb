package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unknown, probed, decided: without a correlation field, counted in what the upstream really created. */
class UnknownTest {

    @TempDir
    static Path folder;

    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        bridge = new RunningBridge(folder, Clock.systemUTC()).start();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void clear() {
        bridge.upstream().clear();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the ticket is created and its answer lost",
            promise = "it is found in the upstream's list and not sent again")
    void findsTheTicketWhoseAnswerWasLost() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));

        Intent intent = bridge.await(send("lost answer"), UnknownTest::isDelivered);

        CreatedTicket only = onlyTicket("lost answer");
        assertThat(intent.ticketId()).isEqualTo(OptionalLong.of(only.id()));
        assertThat(intent.evidence()).contains("content");
        assertThat(intent.possibleDouble()).isFalse();
        assertThat(intent.attempts()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the connection is reset after the request, and nothing was created",
            promise =
                    "two complete lists prove it; it is sent again, marked as a possible double, and looked for once more")
    void sendsAgainWhatTwoCompleteListsDoNotShowAndMarksIt() {
        bridge.upstream().inject(Fault.reset(Endpoint.TICKETS).times(1));

        String key = send("never created");
        Intent intent = bridge.await(key, now -> isDelivered(now) && saysOfASecond(now, "no second one"));

        onlyTicket("never created");
        assertThat(intent.possibleDouble()).isTrue();
        assertThat(eventTypes(key))
                .containsExactly(
                        "accepted",
                        "claimed",
                        "answered",
                        "unknown",
                        "probed",
                        "probed",
                        "waiting",
                        "claimed",
                        "answered",
                        "delivered",
                        "looked-again");
        assertThat(bridge.engine().ledger().inspection().counts().possibleDoubles())
                .isPositive();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost and the list lags behind",
            promise = "the double is never silent: it is marked, and the later look names both tickets")
    void namesTheSecondTicketThatALaggingListHadHidden() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        bridge.upstream().inject(Fault.listLag(Duration.ofMinutes(10)).times(2));

        String key = send("lagging list");
        Intent intent = bridge.await(key, now -> isDelivered(now) && saysOfASecond(now, "and all look like"));

        List<CreatedTicket> both = bridge.created("lagging list");
        assertThat(both).hasSize(2);
        assertThat(intent.possibleDouble()).isTrue();
        assertThat(intent.reason().map(Reason::text).orElseThrow())
                .contains(String.valueOf(both.get(0).id()))
                .contains(String.valueOf(both.get(1).id()));
        assertThat(eventTypes(key)).endsWith("delivered", "looked-again");
        assertThat(bridge.engine().ledger().inspection().counts().secondTickets())
                .isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost, the list lags behind, and the ticket is refused when it is sent again",
            promise =
                    "the later look finds the ticket, and it is delivered: one ticket, and no word that it is not there")
    void aRefusalDoesNotHideTheTicketThatALaggingListHadHidden() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        bridge.upstream().inject(Fault.listLag(Duration.ofMinutes(10)).times(2));
        bridge.upstream()
                .inject(Fault.envelopeError(Endpoint.TICKETS, 400, 9, "no").times(1));

        String key = send("refused later");
        Intent intent = bridge.await(key, UnknownTest::isDelivered);

        assertThat(intent.ticketId())
                .isEqualTo(OptionalLong.of(onlyTicket("refused later").id()));
        assertThat(intent.evidence()).contains("content");
        assertThat(eventTypes(key)).containsSubsequence("waiting", "claimed", "answered", "rejected", "delivered");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost and the list fails, is cut off or is no list",
            promise = "a look that fails proves nothing: nothing is sent again until a complete list tells")
    void learnsNothingFromAListThatFails() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        bridge.upstream().inject(Fault.status(Endpoint.LIST, 500).times(1));
        bridge.upstream().inject(Fault.cut(Endpoint.LIST).times(1));
        bridge.upstream().inject(Fault.html(Endpoint.LIST).times(1));
        bridge.upstream()
                .inject(Fault.envelopeError(Endpoint.LIST, 200, 5, "no").times(1));

        Intent intent = bridge.await(send("failing list"), UnknownTest::isDelivered);

        onlyTicket("failing list");
        assertThat(intent.possibleDouble()).isFalse();
        assertThat(bridge.upstream().requestCount(Endpoint.LIST)).isEqualTo(5);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the ticket list answers 403 for ever",
            promise = "the ledger tells it to status and health, with what to do, until the list can be read again")
    void tellsThatTheListCannotBeReadUntilItCan() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        bridge.upstream().inject(Fault.status(Endpoint.LIST, 403));
        String key = send("forbidden list");

        await().atMost(Duration.ofSeconds(30)).until(() -> !gates().isEmpty());

        assertThat(gates()).singleElement().satisfies(gate -> {
            assertThat(gate.scope()).isEqualTo("live ticket list");
            assertThat(gate.isOfList()).isTrue();
            assertThat(gate.reason().text()).contains("status 403", "/tickets/list", "--resolve TICKET_ID");
            assertThat(gate.until()).isPresent();
        });
        bridge.await(send("is not held up by it"), UnknownTest::isDelivered);
        assertThat(bridge.find(key).state()).isEqualTo(State.UNKNOWN);

        bridge.upstream().clearFaults();
        bridge.await(key, UnknownTest::isDelivered);
        await().atMost(Duration.ofSeconds(30)).until(() -> gates().isEmpty());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost and the list ignores the time asked for",
            promise = "only a ticket that itself shows title, message, creator and time counts")
    void findsItInAListThatIgnoresTheFilter() {
        bridge.upstream().inject(Fault.listIgnoresFilter());
        bridge.await(send("another"), UnknownTest::isDelivered);
        bridge.upstream().inject(Fault.createdThenLost().times(1));

        Intent intent = bridge.await(send("unfiltered"), UnknownTest::isDelivered);

        assertThat(intent.ticketId())
                .isEqualTo(OptionalLong.of(onlyTicket("unfiltered").id()));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost and more than a page of tickets came after it",
            promise = "every page is read before the list proves anything")
    void findsItOnALaterPage() {
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        bridge.upstream().inject(Fault.status(Endpoint.LIST, 500));
        String lost = send("page two");
        bridge.await(lost, intent -> intent.state() == State.UNKNOWN);
        List<String> later = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            later.add(send("crowd " + i));
        }
        later.forEach(key -> bridge.await(key, UnknownTest::isDelivered));
        bridge.upstream().clearFaults();

        Intent intent = bridge.await(lost, UnknownTest::isDelivered);

        assertThat(intent.ticketId())
                .isEqualTo(OptionalLong.of(onlyTicket("page two").id()));
        assertThat(intent.possibleDouble()).isFalse();
        assertThat(bridge.upstream().ticketCount()).isEqualTo(61);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answers to two equal tickets are lost",
            promise = "nobody can tell which is whose: both wait for a person, none is sent again")
    void parksTwinsOfWhichNobodyCanTellWhichIsWhose() {
        bridge.upstream().inject(Fault.createdThenLost().times(2));
        bridge.upstream().inject(Fault.status(Endpoint.LIST, 500));
        String one = send("twins");
        String two = send("twins");
        bridge.await(one, intent -> intent.state() == State.UNKNOWN);
        bridge.await(two, intent -> intent.state() == State.UNKNOWN);
        bridge.upstream().clearFaults();

        assertThat(bridge.await(one, Intent::parked).reason().orElseThrow().text())
                .contains("2 tickets");
        bridge.await(two, Intent::parked);
        assertThat(bridge.created("twins")).hasSize(2);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "two tickets of equal text and other tags are unresolved, and only one was created",
            promise = "neither takes the other's ticket: both wait for a person")
    void neverGivesOneTicketToAnotherThatOnlyReadsTheSame() {
        bridge.upstream().inject(Fault.status(Endpoint.LIST, 500));
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        String created = bridge.accept("application_id=42&message=text&subject=same+text&tags=one");
        bridge.await(created, intent -> intent.state() == State.UNKNOWN);
        bridge.upstream().inject(Fault.reset(Endpoint.TICKETS).times(1));
        String lost = bridge.accept("application_id=42&message=text&subject=same+text&tags=two");
        bridge.await(lost, intent -> intent.state() == State.UNKNOWN);
        bridge.upstream().clearFaults();

        bridge.await(lost, Intent::parked);
        bridge.await(created, Intent::parked);
        assertThat(bridge.created("same text")).hasSize(1);
    }

    @Test
    void findsTheTicketOfAnEqualOneThatWasDeliveredToBeTheOthers() {
        String delivered = send("equal to a delivered one");
        bridge.await(delivered, UnknownTest::isDelivered);
        bridge.upstream().inject(Fault.createdThenLost().times(1));

        Intent intent = bridge.await(send("equal to a delivered one"), UnknownTest::isDelivered);

        assertThat(bridge.created("equal to a delivered one")).hasSize(2);
        assertThat(intent.ticketId()).isNotEqualTo(bridge.find(delivered).ticketId());
    }

    private static String send(String subject) {
        return bridge.accept("application_id=42&message=text&subject=" + subject.replace(' ', '+'));
    }

    private static CreatedTicket onlyTicket(String subject) {
        assertThat(bridge.created(subject)).hasSize(1);
        return bridge.created(subject).get(0);
    }

    private static boolean isDelivered(Intent intent) {
        return intent.state() == State.DELIVERED;
    }

    private static List<Gates.Gate> gates() {
        return bridge.engine().ledger().gates().all();
    }

    private static boolean saysOfASecond(Intent intent, String words) {
        return intent.reason().filter(reason -> reason.text().contains(words)).isPresent();
    }

    private static List<String> eventTypes(String key) {
        return bridge.engine().ledger().inspection().events(key).stream()
                .map(AuditTrail.Event::type)
                .toList();
    }
}
