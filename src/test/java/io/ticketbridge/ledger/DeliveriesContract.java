package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.bytes;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.inRow;
import static io.ticketbridge.ledger.Tickets.of;
import static io.ticketbridge.ledger.Tickets.request;
import static io.ticketbridge.ledger.Tickets.submission;
import static io.ticketbridge.ledger.Tickets.viaDoor;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From accepted to rest. */
abstract class DeliveriesContract extends LedgerContract {

    private static final Duration SETTLE = Duration.ofSeconds(10);

    private Deliveries deliveries() {
        return ledger.deliveries();
    }

    private String accepted() {
        return accept(submission("a")).key();
    }

    private Instant in(Duration time) {
        return clock().instant().plus(time);
    }

    private static Settlement.Delivered delivered(long ticketId, String evidence) {
        return new Settlement.Delivered(ticketId, evidence);
    }

    private Settlement.Waiting waitingFor(Duration time) {
        return new Settlement.Waiting(in(time), REASON, false);
    }

    private Intent becomeUnknown(String key) {
        return settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), REASON));
    }

    @Test
    void aClaimIsGivenOnce() {
        String key = accepted();

        Claim claim = claim(key);

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.leaseUntil()).isEqualTo(claim.startedAt().plus(LEASE));
        assertThat(claim.intent().state()).isEqualTo(State.SENDING);
        assertThat(deliveries().claim(key, 1, request("other"), LEASE)).isEmpty();
        assertThat(deliveries().load(key)).isEmpty();
        assertThat(ledger.inspection().attempts(key)).singleElement().satisfies(attempt -> assertThat(attempt.result())
                .isEmpty());
    }

    @Test
    void theRequestOfTheFirstAttemptIsSentEachTime() {
        String key = accepted();
        settle(claim(key), "retry", waitingFor(Duration.ZERO));

        Claim second = deliveries()
                .claim(key, 1, new Payload.FrozenRequest(bytes("new"), "m-2", "l-2"), LEASE)
                .orElseThrow();

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.request().body()).isEqualTo(bytes("request of " + key));
        assertThat(second.request().mappingFingerprint()).isEqualTo("mapping-1");
        assertThat(ledger.inspection().payload(key).orElseThrow().request())
                .get()
                .satisfies(frozen -> assertThat(frozen.body()).isEqualTo(bytes("request of " + key)));
    }

    @Test
    void aWaitingIntentIsNotClaimableBeforeItsTime() {
        String key = accepted();
        settle(claim(key), "retry", waitingFor(Duration.ofMinutes(5)));

        assertThat(deliveries().load(key)).isEmpty();
        assertThat(deliveries().claimable(10, Set.of(), Set.of())).isEmpty();
        assertThat(deliveries().claim(key, 1, request("x"), LEASE)).isEmpty();

        advance(Duration.ofMinutes(6));
        assertThat(deliveries().load(key)).isPresent();
        assertThat(deliveries().claimable(10, Set.of(), Set.of()))
                .containsExactly(new Hint(key, "rest", Upstream.LIVE));
        assertThat(deliveries().claim(key, 1, request("x"), LEASE)).isPresent();
    }

    @Test
    void whatIsDueAndWasNeverSentBringsItsContentWhereItIsSmall() {
        String small = accepted();
        String large = accept(submission("a".repeat(Hint.LARGEST_CONTENT + 1))).key();
        String sent = accepted();
        settle(claim(sent), "retry", waitingFor(Duration.ZERO));

        List<Hint> hints = deliveries().claimable(10, Set.of(), Set.of());

        assertThat(hints)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(
                        new Hint(small, "rest", Upstream.LIVE, deliveries().load(small)),
                        new Hint(large, "rest", Upstream.LIVE),
                        new Hint(sent, "rest", Upstream.LIVE));
    }

    @Test
    void ofWhatIsDueOnlyAsManyBringTheirContentAsAreQueuedAtOnce() {
        acceptEach(2, "1", "2");

        List<Hint> hints = deliveries().claimable(3, Set.of(), Set.of());

        assertThat(hints).hasSize(4);
        assertThat(hints).filteredOn(hint -> hint.fresh().isPresent()).hasSize(3);
    }

    @Test
    void howMuchIsReadDoesNotGrowWithTheApplicationsAndBatchesItIsSpreadOver() {
        acceptEach(4, IntStream.range(0, 30).mapToObj(String::valueOf).toArray(String[]::new));
        IntStream.range(0, 30).forEach(batch -> IntStream.range(0, 4)
                .forEach(row -> accept(inRow("b-" + batch, row, viaDoor("file", submission("a"))))));

        assertThat(deliveries().claimable(10, Set.of(), Set.of())).hasSize(20);
        assertThat(deliveries().claimable(20, Set.of(), Set.of())).hasSize(40);
        assertThat(deliveries().claimable(40, Set.of(), Set.of())).hasSizeBetween(80, 160);
        assertThat(deliveries().claimable(500, Set.of(), Set.of())).hasSize(240);
    }

    @Test
    void whereManyApplicationsHaveNothingDueTheOthersShareTheWholeReading() {
        for (String application : List.of("1", "2", "3", "4")) {
            String key = accept(of(application, submission("a"))).key();
            settle(claim(key), "retry", waitingFor(Duration.ofMinutes(5)));
        }
        acceptEach(9, "5");

        assertThat(deliveries().claimable(8, Set.of(), Set.of())).hasSize(8);
    }

    @Test
    void whereNotAllApplicationsHaveAPlaceNoneIsAlwaysTheLast() {
        List<String> applications = List.of("1", "2", "3", "4", "5", "6");
        acceptEach(1, applications.toArray(String[]::new));

        Set<String> served = new HashSet<>();
        for (int look = 0; look < 500 && served.size() < applications.size(); look++) {
            deliveries().claimable(2, Set.of(), Set.of()).forEach(hint -> served.add(hint.key()));
        }

        assertThat(served).hasSameSizeAs(applications);
    }

    private void acceptEach(int tickets, String... applications) {
        for (String application : applications) {
            IntStream.range(0, tickets).forEach(ticket -> accept(of(application, submission("a"))));
        }
    }

    @Test
    void aDeliveryRestsWithItsTicketAndItsEvents() {
        String key = accepted();

        Intent intent = settle(claim(key), "delivered", delivered(77, "answer"));

        assertThat(intent.state()).isEqualTo(State.DELIVERED);
        assertThat(intent.ticketId()).isEqualTo(OptionalLong.of(77));
        assertThat(intent.evidence()).contains("answer");
        assertThat(intent.settledAt()).isPresent();
        assertThat(intent.charged()).isZero();
        assertThat(find(key)).isEqualTo(intent);
        assertThat(eventTypes(key)).containsExactly("accepted", "claimed", "answered", "delivered");
        assertThat(ledger.inspection().events(key).get(2).details())
                .containsEntry("attempt", 1)
                .containsEntry("status", 200)
                .containsEntry("errorCode", -1)
                .containsEntry("outcome", "delivered")
                .containsEntry("response", "{\"errorCode\":-1}")
                .containsKey("durationMs")
                .doesNotContainKey("late");
        AttemptResult kept = ledger.inspection().attempts(key).get(0).result().orElseThrow();
        assertThat(kept.response()).isEqualTo(bytes("{\"errorCode\":-1}"));
        assertThat(kept.tokenGeneration()).isEqualTo(3);
    }

    @Test
    void settlingTwiceChangesNothing() {
        String key = accepted();
        Claim claim = claim(key);
        Intent first = settle(claim, "retry", waitingFor(Duration.ofMinutes(1)));

        assertThat(settle(claim, "delivered", delivered(5, "answer"))).isEqualTo(first);
        assertThat(eventTypes(key)).containsExactly("accepted", "claimed", "answered", "waiting");
    }

    @Test
    void onlyChargedAttemptsAreCharged() {
        String key = accepted();
        settle(claim(key), "retry", waitingFor(Duration.ZERO));
        becomeUnknown(key);

        assertThat(find(key).attempts()).isEqualTo(2);
        assertThat(find(key).charged()).isEqualTo(1);
    }

    @Test
    void aPossibleDoubleStaysOne() {
        String key = accepted();
        becomeUnknown(key);
        deliveries().move(find(key), new Settlement.Waiting(in(Duration.ZERO), REASON, true), "not found");
        Intent intent = settle(claim(key), "delivered", delivered(9, "answer"));

        assertThat(intent.possibleDouble()).isTrue();
        assertThat(ledger.inspection().counts().possibleDoubles()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "an engine that had claimed an intent is gone",
            promise = "the intent becomes unknown and is probed")
    void anEndedLeaseLeavesAnUnknownWhoseAttemptHasNoResult() {
        String key = accepted();
        claim(key);

        assertThat(deliveries().expireLeases(false, SETTLE)).isEmpty();
        advance(LEASE.plusSeconds(1));
        List<Intent> expired = deliveries().expireLeases(false, SETTLE);

        assertThat(expired).singleElement().satisfies(intent -> {
            assertThat(intent.key()).isEqualTo(key);
            assertThat(intent.state()).isEqualTo(State.UNKNOWN);
            assertThat(intent.parked()).isFalse();
            assertThat(intent.charged()).isEqualTo(1);
        });
        assertThat(ledger.inspection().attempts(key).get(0).result()).isEmpty();
        assertThat(deliveries().probesDue(Upstream.LIVE, 10)).isEmpty();
        advance(SETTLE.plusSeconds(1));
        assertThat(deliveries().probesDue(Upstream.LIVE, 10))
                .extracting(Intent::key)
                .containsExactly(key);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer comes after its intent became unknown",
            promise = "it settles the intent; nothing is sent again")
    void aLateDeliverySettlesAnUnknown() {
        String key = accepted();
        Claim claim = claim(key);
        advance(LEASE.plusSeconds(1));
        deliveries().expireLeases(false, SETTLE);

        Intent intent = settle(claim, "delivered", delivered(77, "answer"));

        assertThat(intent.state()).isEqualTo(State.DELIVERED);
        assertThat(ledger.inspection().events(key))
                .filteredOn(event -> event.type().equals("answered"))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("late", true));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer comes while its intent waits to be sent again",
            promise = "delivered; it is not sent again")
    void aLateDeliverySettlesAWaitingIntentBeforeItIsSentAgain() {
        String key = accepted();
        Claim claim = claim(key);
        advance(LEASE.plusSeconds(1));
        deliveries().expireLeases(false, SETTLE);
        deliveries().move(find(key), new Settlement.Waiting(in(Duration.ZERO), REASON, true), "not found");

        assertThat(settle(claim, "delivered", delivered(77, "answer")).state()).isEqualTo(State.DELIVERED);
        assertThat(deliveries().claim(key, 1, request("x"), LEASE)).isEmpty();
    }

    @Test
    void aLateAnswerThatIsNoDeliveryIsOnlyRecorded() {
        String key = accepted();
        Claim claim = claim(key);
        advance(LEASE.plusSeconds(1));
        deliveries().expireLeases(false, SETTLE);

        assertThat(settle(claim, "rejected", new Settlement.Rejected(REASON)).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(ledger.inspection().attempts(key).get(0).result()).isPresent();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer comes while the next attempt is under way",
            promise = "it is not forgotten: the intent is delivered with that ticket")
    void aLateDeliveryDuringTheNextAttemptIsNotForgotten() {
        String key = accepted();
        Claim first = claim(key);
        advance(LEASE.plusSeconds(1));
        deliveries().expireLeases(false, SETTLE);
        deliveries().move(find(key), new Settlement.Waiting(in(Duration.ZERO), REASON, true), "not found");
        Claim second = claim(key);

        assertThat(settle(first, "delivered", delivered(77, "answer")).state()).isEqualTo(State.SENDING);
        assertThat(deliveries().isBound(Upstream.LIVE, 77)).isTrue();

        Intent intent = settle(second, "retry", waitingFor(Duration.ofSeconds(2)));
        assertThat(intent.state()).isEqualTo(State.DELIVERED);
        assertThat(intent.ticketId()).isEqualTo(OptionalLong.of(77));
    }

    @Test
    void aTicketThatAnotherIntentHoldsParksThisOne() {
        String first = accepted();
        String second = accepted();
        settle(claim(first), "delivered", delivered(77, "answer"));

        Intent intent = settle(claim(second), "delivered", delivered(77, "answer"));

        assertThat(intent.state()).isEqualTo(State.UNKNOWN);
        assertThat(intent.parked()).isTrue();
        assertThat(intent.rests()).isTrue();
        assertThat(intent.reason().orElseThrow().text()).contains(first);
        assertThat(eventTypes(second)).endsWith("answered", "parked");
        assertThat(ledger.inspection().counts().parked()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "a probe took another intent's ticket for its own",
            promise = "the answer wins; the intent that guessed is unknown again")
    void anAnswerBeatsAGuessByContent() {
        String guessed = accepted();
        String answered = accepted();
        becomeUnknown(guessed);
        deliveries().move(find(guessed), delivered(77, "content"), "probe");

        Intent winner = settle(claim(answered), "delivered", delivered(77, "answer"));

        assertThat(winner.state()).isEqualTo(State.DELIVERED);
        assertThat(find(guessed).state()).isEqualTo(State.UNKNOWN);
        assertThat(find(guessed).parked()).isFalse();
        assertThat(find(guessed).ticketId()).isEmpty();
        assertThat(ledger.inspection().lookup("77")).extracting(Intent::key).containsExactly(answered);
    }

    @Test
    void theSameTicketIdOfTheOtherUpstreamIsAnotherTicket() {
        String live = accepted();
        String sandbox = accept(Tickets.to(Upstream.SANDBOX, submission("a"))).key();
        settle(claim(live), "delivered", delivered(77, "answer"));

        assertThat(settle(claim(sandbox), "delivered", delivered(77, "answer")).state())
                .isEqualTo(State.DELIVERED);
    }

    @Test
    void probesAreCountedFromEachAttemptOn() {
        String key = accepted();
        becomeUnknown(key);
        Instant next = in(SETTLE);

        Intent probed = deliveries().probedWithoutTrace(find(key), next);

        assertThat(probed.probes()).isEqualTo(1);
        assertThat(probed.notBefore().toEpochMilli()).isEqualTo(next.toEpochMilli());
        deliveries().move(find(key), new Settlement.Waiting(in(Duration.ZERO), REASON, true), "not found");
        assertThat(becomeUnknown(key).probes()).isZero();
        assertThat(eventTypes(key)).contains("probed");
    }

    @Test
    void movesOnlyWhatIsStillAsItWasRead() {
        String key = accepted();
        Intent accepted = find(key);
        settle(claim(key), "retry", waitingFor(Duration.ZERO));
        Intent waiting = find(key);
        settle(claim(key), "retry", waitingFor(Duration.ZERO));

        assertThat(deliveries().move(accepted, new Settlement.Rejected(REASON), "mapping"))
                .as("another state")
                .isEmpty();
        assertThat(deliveries().move(waiting, new Settlement.Rejected(REASON), "mapping"))
                .as("tried once more")
                .isEmpty();
        assertThat(deliveries().move(find(key), new Settlement.Rejected(REASON), "mapping"))
                .get()
                .satisfies(intent -> assertThat(intent.state()).isEqualTo(State.REJECTED));
        assertThat(deliveries().move(find(key), waitingFor(Duration.ZERO), "no"))
                .as("at rest")
                .isEmpty();
    }

    @Test
    void whatWasFoundOfOldContentDoesNotMoveTheNew() {
        String key = accept(submission("old", external("E-1"))).key();
        Intent old = find(key);
        deliveries().move(old, new Settlement.Rejected(REASON), "cancelled");
        accept(submission("new", external("E-1")));

        assertThat(find(key).state()).isEqualTo(State.ACCEPTED);
        assertThat(find(key).revision()).isEqualTo(2);
        assertThat(deliveries().move(old, new Settlement.Rejected(REASON), "mapping"))
                .isEmpty();
        assertThat(find(key).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aListingCountsOnlyForTheAttemptItWasReadFor() {
        String key = accepted();
        Intent first = becomeUnknown(key);
        deliveries().move(first, waitingFor(Duration.ZERO), "not found");
        Intent second = becomeUnknown(key);

        assertThat(deliveries().probedWithoutTrace(first, in(Duration.ZERO)).probes())
                .isZero();
        assertThat(deliveries().probedWithoutTrace(second, in(Duration.ZERO)).probes())
                .isEqualTo(1);
    }

    @Test
    void aTwinIsAnotherUnresolvedIntentWhoseRequestTheUpstreamCannotTellFromThisOne() {
        String key = accepted();
        String other = accepted();
        String twin = accepted();
        Intent unknown = settle(
                claimLike(key, "likeness"), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), REASON));

        claimLike(other, "another likeness");
        assertThat(deliveries().unresolvedTwins(unknown)).isEmpty();
        claimLike(twin, "likeness");
        assertThat(deliveries().unresolvedTwins(unknown)).containsExactly(State.SENDING);
    }

    private Claim claimLike(String key, String likeness) {
        return deliveries()
                .claim(key, 1, new Payload.FrozenRequest(bytes("request of " + key), "m", likeness), LEASE)
                .orElseThrow();
    }

    @Test
    void givesEveryDoorItsShareAndBatchesTheLast() {
        for (int row = 1; row <= 5; row++) {
            accept(Tickets.inRow("b", row, submission("row " + row)));
        }
        for (int i = 0; i < 5; i++) {
            accept(viaDoor("rest", submission("r" + i)));
            accept(viaDoor("queue", submission("q" + i)));
        }

        assertThat(deliveries().claimable(2, Set.of(), Set.of()))
                .extracting(Hint::door)
                .containsExactly("queue", "rest", "queue", "rest", "file", "file");
    }

    @Test
    void findsWhatIsDueInEveryDoorUpstreamAndApplicationButTheShutOnes() {
        Submission rest = submission("a");
        Set<String> keys = new TreeSet<>();
        for (String application : List.of("1", "2", "3")) {
            keys.add(accept(Tickets.of(application, rest)).key());
            keys.add(accept(Tickets.of(application, viaDoor("queue", rest))).key());
        }
        String braked = accept(Tickets.of("4", rest)).key();
        String sandbox =
                accept(Tickets.to(Upstream.SANDBOX, Tickets.of("4", rest))).key();

        assertThat(deliveries().claimable(10, Set.of("live/4"), Set.of()))
                .extracting(Hint::key)
                .containsAll(keys)
                .contains(sandbox)
                .doesNotContain(braked)
                .hasSize(7);
        assertThat(deliveries().claimable(10, Set.of("live"), Set.of()))
                .extracting(Hint::key)
                .containsExactly(sandbox);
    }

    @Test
    void aRequestOfContentThatWasCorrectedMeanwhileIsNotClaimed() {
        Submission first = submission("wrong", Tickets.external("x"));
        String key = accept(first).key();
        deliveries().move(find(key), new Settlement.Rejected(REASON), "mapping");
        accept(submission("right", Tickets.external("x")));

        assertThat(find(key).revision()).isEqualTo(2);
        assertThat(deliveries().claim(key, 1, request("of the wrong content"), LEASE))
                .isEmpty();
        assertThat(deliveries().claim(key, 2, request("of the right content"), LEASE))
                .isPresent();
        assertThat(ledger.inspection().attempts(key))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.revision()).isEqualTo(2));
    }

    @Test
    void aLaneThatHasEnoughIsLeftOutAndTheOthersAreFound() {
        String rest = accepted();
        accept(viaDoor("queue", submission("q")));

        assertThat(deliveries().claimable(10, Set.of(), Set.of("queue/live")))
                .extracting(Hint::key)
                .containsExactly(rest);
    }

    @Test
    void theOldestIsFirst() {
        String late = accepted();
        settle(claim(late), "retry", waitingFor(Duration.ofSeconds(5)));
        advance(Duration.ofSeconds(3));
        String newer = accepted();
        advance(Duration.ofSeconds(3));

        assertThat(deliveries().claimable(10, Set.of(), Set.of()))
                .extracting(Hint::key)
                .containsExactly(late, newer);
    }
}
