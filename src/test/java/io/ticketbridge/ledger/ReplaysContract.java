package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.bytes;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.submission;
import static io.ticketbridge.ledger.Tickets.viaDoor;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Replays.Order;
import io.ticketbridge.ledger.Replays.Resting;
import io.ticketbridge.ledger.Replays.Result;
import io.ticketbridge.ledger.Replays.Selection;
import io.ticketbridge.ledger.Replays.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person puts to work again. */
abstract class ReplaysContract extends LedgerContract {

    private static final Order ORDER = new Order("ola", Optional.of("mapping mended"));
    private static final Set<Resting> ALL = EnumSet.allOf(Resting.class);

    private Result replay(String key) {
        return ledger.replays()
                .replay(List.of(new Wish(key, Optional.empty())), ORDER)
                .get(0);
    }

    private String rejected(Submission submission) {
        String key = accept(submission).key();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        return key;
    }

    private String parked() {
        String key = accept(submission("parked")).key();
        settle(claim(key), "unknown", new Settlement.Unknown(Optional.empty(), REASON));
        return key;
    }

    private static Selection all(Resting... resting) {
        return new Selection(Set.of(resting), Optional.empty(), Tickets.ANYWHERE);
    }

    private List<String> selected(Selection selection) {
        return ledger.replays().select(selection, "", 100).stream()
                .map(Intent::key)
                .toList();
    }

    @Test
    void whatTheUpstreamRefusedIsAcceptedAgainAndMappedAgain() {
        String key = rejected(submission("a", external("E-1")));
        advance(Duration.ofDays(8));

        assertThat(replay(key)).isEqualTo(new Result.Accepted(key));

        Intent intent = find(key);
        assertThat(intent.state()).isEqualTo(State.ACCEPTED);
        assertThat(intent.charged()).isZero();
        assertThat(intent.attempts()).isEqualTo(1);
        assertThat(intent.revision()).isEqualTo(1);
        assertThat(intent.reason()).isEmpty();
        assertThat(intent.settledAt()).isEmpty();
        assertThat(intent.createdAt()).isAfter(clock().instant().minusSeconds(60));
        assertThat(ledger.inspection().payload(key).orElseThrow().request()).isEmpty();
        assertThat(ledger.inspection().identities(key)).containsExactly(external("E-1"));
        assertThat(ledger.inspection().events(key).get(4).type()).isEqualTo("replayed");
        assertThat(ledger.inspection().events(key).get(4).details())
                .containsEntry("from", "rejected")
                .containsEntry("to", "accepted")
                .containsEntry("operator", "ola")
                .containsEntry("why", "mapping mended");
        assertThat(claim(key).attempt()).isEqualTo(2);
    }

    @Test
    void whatMayHaveATicketIsLookedForFirstAndKeepsItsRequest() {
        String key = parked();

        assertThat(replay(key)).isEqualTo(new Result.LookedFor(key));

        Intent intent = find(key);
        assertThat(intent.state()).isEqualTo(State.UNKNOWN);
        assertThat(intent.parked()).isFalse();
        assertThat(intent.charged()).isZero();
        assertThat(intent.reason().map(Reason::code)).contains(Replays.REPLAYED);
        assertThat(ledger.deliveries().probesDue(Upstream.LIVE, 10))
                .extracting(Intent::key)
                .containsExactly(key);
        assertThat(ledger.deliveries().load(key)).isEmpty();
        assertThat(ledger.inspection().payload(key).orElseThrow().request()).isPresent();
    }

    @Test
    void aDeadOneWithAnUnresolvedAttemptIsLookedForFirst() {
        String key = parked();
        ledger.deliveries().move(find(key), new Settlement.Dead(REASON), "limits");

        assertThat(replay(key)).isEqualTo(new Result.LookedFor(key));
    }

    @Test
    void aTicketThatALateAnswerNamedIsTakenAtOnce() {
        String key = accept(submission("a")).key();
        Claim first = claim(key);
        advance(LEASE.plusSeconds(1));
        ledger.deliveries().expireLeases(false, Duration.ZERO);
        ledger.deliveries().move(find(key), new Settlement.Dead(REASON), "limits");
        settle(first, "delivered", new Settlement.Delivered(77, "answer"));

        assertThat(replay(key)).isEqualTo(new Result.Delivered(key, 77));
        assertThat(find(key).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void onlyWhatRestsWithoutATicketCanBeReplayed() {
        String accepted = accept(submission("a")).key();
        String delivered = accept(submission("b")).key();
        settle(claim(delivered), "delivered", new Settlement.Delivered(1, "answer"));
        String twice = rejected(submission("c"));
        replay(twice);

        assertThat(replay(accepted)).isInstanceOf(Result.Not.class);
        assertThat(replay(delivered)).isEqualTo(new Result.Not(delivered, "it is delivered"));
        assertThat(replay(twice)).isInstanceOf(Result.Not.class);
        assertThat(replay("01jd0000000000000000000000")).isInstanceOf(Result.Not.class);
        assertThat(eventTypes(twice)).containsOnlyOnce("replayed");
    }

    @Test
    void whatItsDoorRefusedIsReceivedOnceMoreWithItsIdentities() {
        String key = accept(Tickets.invalid(REASON, submission("raw"))).key();
        Submission readmitted = Tickets.correcting(key, submission("canonical", external("E-1")));

        Result result = ledger.replays()
                .replay(List.of(new Wish(key, Optional.of(readmitted))), ORDER)
                .get(0);

        assertThat(result).isEqualTo(new Result.Accepted(key));
        assertThat(find(key).state()).isEqualTo(State.ACCEPTED);
        assertThat(ledger.inspection().payload(key).orElseThrow().content()).isEqualTo(bytes("canonical"));
        assertThat(accept(submission("canonical", external("E-1"))).key()).isEqualTo(key);
    }

    @Test
    void whatItsDoorRefusedAndWasSentOtherwiseMeanwhileIsNotReplayed() {
        String key = accept(Tickets.invalid(REASON, submission("raw"))).key();
        String meanwhile = accept(submission("canonical", external("E-1"))).key();
        Submission readmitted = Tickets.correcting(key, submission("canonical", external("E-1")));

        assertThat(ledger.replays().replay(List.of(new Wish(key, Optional.of(readmitted))), ORDER))
                .singleElement()
                .isInstanceOf(Result.Not.class);
        assertThat(find(key).state()).isEqualTo(State.REJECTED);
        assertThat(find(meanwhile).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aReplayAsNewTakesTheOldOnesPlaceAndEachNamesTheOther() {
        String key = rejected(submission("a", external("E-1")));

        Result.AsNew asNew = (Result.AsNew) ledger.replays().replayAsNew(key, ORDER);

        Intent fresh = find(asNew.newKey());
        assertThat(fresh.state()).isEqualTo(State.ACCEPTED);
        assertThat(fresh.possibleDouble()).isFalse();
        assertThat(ledger.inspection().payload(fresh.key()).orElseThrow().content())
                .isEqualTo(bytes("a"));
        assertThat(ledger.inspection().identities(fresh.key())).isEmpty();
        assertThat(ledger.inspection().identities(key)).containsExactly(external("E-1"));
        assertThat(find(key).state()).isEqualTo(State.REJECTED);
        assertThat(find(key).reason().orElseThrow())
                .isEqualTo(new Reason(
                        Replays.REPLACED, "Sent again as the new ticket " + fresh.key() + " by ola: mapping mended"));
        assertThat(ledger.inspection().events(fresh.key()).get(0).details()).containsEntry("asNewOf", key);
        assertThat(ledger.inspection().events(key)).last().satisfies(event -> assertThat(event.details())
                .containsEntry("asNew", fresh.key()));
    }

    @Test
    void whatWasReplacedIsNeverSentAgainByAnyWay() {
        String key = rejected(submission("a", external("E-1")));
        ledger.replays().replayAsNew(key, ORDER);

        assertThat(replay(key)).isInstanceOf(Result.Not.class);
        assertThat(ledger.replays().replayAsNew(key, ORDER)).isInstanceOf(Result.Not.class);
        assertThat(accept(submission("b", external("E-1")))).isInstanceOf(Acceptance.Refused.class);
        assertThat(selected(all(Resting.REJECTED))).isEmpty();
    }

    @Test
    void aReplayAsNewOfWhatMayHaveATicketIsAPossibleDouble() {
        String key = parked();

        Result.AsNew asNew = (Result.AsNew) ledger.replays().replayAsNew(key, ORDER);

        assertThat(find(asNew.newKey()).possibleDouble()).isTrue();
        assertThat(ledger.inspection().counts().parked()).isZero();
    }

    @Test
    void whatWasNeverSentIsNotSentAsNew() {
        String key = accept(Tickets.invalid(REASON, submission("raw"))).key();

        assertThat(ledger.replays().replayAsNew(key, ORDER)).isInstanceOf(Result.Not.class);
    }

    @Test
    void aPersonCanNameTheTicketThatIsThere() {
        String key = parked();
        String other = accept(submission("b")).key();
        settle(claim(other), "delivered", new Settlement.Delivered(5, "answer"));

        assertThat(ledger.replays().resolve(key, 5, ORDER))
                .isEqualTo(new Result.Not(key, "the upstream's ticket 5 belongs to ticket " + other));
        assertThat(ledger.replays().resolve(key, 6, ORDER)).isEqualTo(new Result.Delivered(key, 6));

        assertThat(find(key).ticketId()).isEqualTo(OptionalLong.of(6));
        assertThat(find(key).evidence()).contains("operator");
        assertThat(eventTypes(key)).endsWith("delivered", "replayed");
    }

    @Test
    void aPersonCanNameTheTicketOfOneThatIsStillLookedFor() {
        String key = accept(submission("a")).key();
        settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), REASON));

        assertThat(ledger.replays().replayAsNew(key, ORDER)).isInstanceOf(Result.Not.class);
        assertThat(ledger.replays().resolve(key, 6, ORDER)).isEqualTo(new Result.Delivered(key, 6));

        assertThat(find(key).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aReplyThatWasNotSentYetWaitsForTheNextRest() {
        ReplyAddress address = new ReplyAddress("answers", Optional.of("c-1"));
        String key = rejected(Tickets.replyingTo(address, submission("a")));
        assertThat(ledger.replyOutbox().pending(10)).hasSize(1);

        replay(key);

        assertThat(ledger.replyOutbox().pending(10)).isEmpty();
    }

    @Test
    void selectsByStateBatchTimeDoorAndApplication() {
        String early = rejected(submission("a"));
        advance(Duration.ofHours(2));
        String row = rejected(Tickets.inRow("b-1", 1, submission("b")));
        advance(Duration.ofSeconds(1));
        String queue = rejected(Tickets.of("7", viaDoor("queue", submission("c"))));
        String parked = parked();
        String dead = parked();
        ledger.deliveries().move(find(dead), new Settlement.Dead(REASON), "limits");
        accept(submission("still at work"));

        Optional<String> none = Optional.empty();
        Optional<Instant> ever = Optional.empty();
        assertThat(selected(all(Resting.REJECTED))).containsExactly(early, row, queue);
        assertThat(selected(all(Resting.PARKED))).containsExactly(parked);
        assertThat(selected(all(Resting.DEAD))).containsExactly(dead);
        assertThat(selected(new Selection(ALL, ever, new TicketOrigin(Optional.of("b-1"), none, none))))
                .containsExactly(row);
        assertThat(selected(new Selection(ALL, ever, new TicketOrigin(none, Optional.of("queue"), none))))
                .containsExactly(queue);
        assertThat(selected(new Selection(ALL, ever, new TicketOrigin(none, none, Optional.of("7")))))
                .containsExactly(queue);
        assertThat(selected(new Selection(ALL, Optional.of(clock().instant().minusSeconds(3600)), Tickets.ANYWHERE)))
                .containsExactlyInAnyOrder(row, queue, parked, dead);
        assertThat(ledger.replays().select(all(Resting.REJECTED), early, 1))
                .extracting(Intent::key)
                .containsExactly(row);
    }

    @Test
    void listsTheNewestByStateParkedDoubleTimeAndOrigin() {
        String early = rejected(submission("a"));
        advance(Duration.ofHours(2));
        String row = rejected(Tickets.inRow("b-1", 1, submission("b")));
        String parked = parked();
        String doubled = accept(submission("c")).key();
        settle(claim(doubled), "retry", new Settlement.Waiting(clock().instant(), REASON, true));

        assertThat(listed(Set.of(), false, false)).containsExactly(doubled, parked, row, early);
        assertThat(listed(Set.of(State.REJECTED, State.WAITING), false, false)).containsExactly(doubled, row, early);
        assertThat(listed(Set.of(), true, false)).containsExactly(parked);
        assertThat(listed(Set.of(), false, true)).containsExactly(doubled);
        assertThat(listed(Set.of(State.DELIVERED), false, true)).isEmpty();
        Optional<Instant> anHourAgo = Optional.of(clock().instant().minusSeconds(3600));
        assertThat(listed(new TicketFilter(Set.of(), false, false, anHourAgo, Tickets.ANYWHERE), 100))
                .containsExactly(doubled, parked, row);
        TicketOrigin batch = new TicketOrigin(Optional.of("b-1"), Optional.empty(), Optional.empty());
        assertThat(listed(new TicketFilter(Set.of(), false, false, Optional.empty(), batch), 100))
                .containsExactly(row);
        assertThat(listed(new TicketFilter(Set.of(), false, false, Optional.empty(), Tickets.ANYWHERE), 2))
                .containsExactly(doubled, parked);
    }

    private List<String> listed(Set<State> states, boolean onlyParked, boolean onlyDoubles) {
        return listed(new TicketFilter(states, onlyParked, onlyDoubles, Optional.empty(), Tickets.ANYWHERE), 100);
    }

    private List<String> listed(TicketFilter filter, int most) {
        return ledger.inspection().newest(filter, most).stream()
                .map(Intent::key)
                .toList();
    }
}
