package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The later look for a second ticket of a possible double. */
abstract class SecondLooksContract extends LedgerContract {

    private static final Duration SETTLE = Duration.ofSeconds(10);

    private String resentAndDelivered(long ticketId) {
        String key = resent();
        settle(claim(key), "delivered", new Settlement.Delivered(ticketId, "answer"));
        return key;
    }

    private String resent() {
        String key = accept(submission("a")).key();
        settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), REASON));
        ledger.deliveries().move(find(key), new Settlement.Waiting(clock().instant(), REASON, true), "not found");
        return key;
    }

    private List<String> due() {
        return ledger.secondLooks().due(Upstream.LIVE, SETTLE, 10).stream()
                .map(Intent::key)
                .toList();
    }

    @Test
    void isPlannedForAPossibleDoubleOnlyAndDueWhenItHasSettled() {
        String plain = accept(submission("b")).key();
        settle(claim(plain), "delivered", new Settlement.Delivered(3, "answer"));
        String key = resentAndDelivered(7);

        assertThat(find(key).reason().orElseThrow().code()).isEqualTo("PossibleDouble");
        assertThat(find(plain).reason()).isEmpty();
        assertThat(due()).isEmpty();
        advance(SETTLE.plusSeconds(1));
        assertThat(due()).containsExactly(key);
        assertThat(ledger.secondLooks().due(Upstream.SANDBOX, SETTLE, 10)).isEmpty();
    }

    @Test
    void namesBothTicketsAndLeavesTheIntentDelivered() {
        String key = resentAndDelivered(7);

        Intent intent = ledger.secondLooks().made(key, List.of(6L));

        assertThat(intent.state()).isEqualTo(State.DELIVERED);
        assertThat(intent.ticketId()).isEqualTo(OptionalLong.of(7));
        assertThat(intent.possibleDouble()).isTrue();
        assertThat(intent.reason().orElseThrow().code()).isEqualTo("SecondTicket");
        assertThat(intent.reason().orElseThrow().text()).contains("6").contains("7");
        assertThat(ledger.deliveries().isBound(Upstream.LIVE, 6)).isTrue();
        assertThat(ledger.inspection().lookup("6")).extracting(Intent::key).containsExactly(key);
        assertThat(eventTypes(key)).endsWith("delivered", "looked-again");
        assertThat(ledger.inspection().counts().secondTickets()).isEqualTo(1);
        advance(SETTLE.plusSeconds(1));
        assertThat(due()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSecondOneAndIsMadeOnce() {
        String key = resentAndDelivered(7);

        Intent intent = ledger.secondLooks().made(key, List.of());
        ledger.secondLooks().made(key, List.of(6L));

        assertThat(intent.possibleDouble()).isTrue();
        assertThat(intent.reason().orElseThrow().text()).contains("no second one");
        assertThat(find(key)).isEqualTo(intent);
        assertThat(ledger.inspection().counts().secondTickets()).isZero();
    }

    @Test
    void isMadeLaterWhenTheUpstreamCannotBeAsked() {
        String key = resentAndDelivered(7);
        advance(SETTLE.plusSeconds(1));

        ledger.secondLooks().postpone(key, clock().instant());

        assertThat(due()).isEmpty();
        advance(SETTLE.plusSeconds(1));
        assertThat(due()).containsExactly(key);
    }

    @Test
    void losesATicketThatTurnsOutToBeAnothersAndKeepsItsOwn() {
        String key = resentAndDelivered(7);
        ledger.secondLooks().made(key, List.of(6L));
        String other = accept(submission("a")).key();

        Intent answered = settle(claim(other), "delivered", new Settlement.Delivered(6, "answer"));

        assertThat(answered.state()).isEqualTo(State.DELIVERED);
        assertThat(find(key).state()).isEqualTo(State.DELIVERED);
        assertThat(ledger.inspection().lookup("6")).extracting(Intent::key).containsExactly(other);
    }

    @Test
    void isPlannedForOneThatIsRefusedWhenItIsSentAgainAndFindsWhatAnEarlierAttemptMade() {
        String key = resent();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        advance(SETTLE.plusSeconds(1));
        assertThat(due()).containsExactly(key);

        Optional<Intent> intent = ledger.secondLooks().found(find(key), new Settlement.Delivered(6, "content"));

        assertThat(intent.orElseThrow().state()).isEqualTo(State.DELIVERED);
        assertThat(find(key).ticketId()).isEqualTo(OptionalLong.of(6));
        assertThat(find(key).evidence()).contains("content");
        assertThat(eventTypes(key)).endsWith("rejected", "delivered");
    }

    @Test
    void leavesOneThatIsRefusedAsItIsWhenThereIsNoTicketOrSeveral() {
        for (List<Long> others : List.of(List.<Long>of(), List.of(6L, 7L))) {
            String key = resent();
            settle(claim(key), "rejected", new Settlement.Rejected(REASON));
            advance(SETTLE.plusSeconds(1));

            Intent intent = ledger.secondLooks().made(key, others);

            assertThat(intent.state()).isEqualTo(State.REJECTED);
            assertThat(intent.reason()).contains(REASON);
            assertThat(eventTypes(key)).endsWith("rejected", "looked-again");
            assertThat(due()).isEmpty();
            assertThat(ledger.deliveries().isBound(Upstream.LIVE, 6)).isFalse();
        }
    }

    @Test
    void isNotPlannedForARefusalThatNoUnresolvedAttemptCameBefore() {
        String key = accept(submission("b")).key();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        advance(SETTLE.plusSeconds(1));

        assertThat(due()).isEmpty();
    }

    @Test
    void findsNothingForOneThatIsReplayedMeanwhile() {
        String key = resent();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        Intent before = find(key);
        ledger.replays()
                .replay(List.of(new Replays.Wish(key, Optional.empty())), new Replays.Order("kari", Optional.empty()));

        assertThat(ledger.secondLooks().found(before, new Settlement.Delivered(6, "content")))
                .isEmpty();
        assertThat(find(key).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void isNotNeededWhereALateAnswerHasNamedTheOtherTicket() {
        String key = accept(submission("a")).key();
        Claim first = claim(key);
        advance(Duration.ofHours(1));
        ledger.deliveries().expireLeases(false, SETTLE);
        ledger.deliveries().move(find(key), new Settlement.Waiting(clock().instant(), REASON, true), "not found");
        Claim second = claim(key);
        AttemptResult late = Tickets.result(first, clock().instant(), "delivered", true);
        ledger.deliveries().settle(first, late, new Settlement.Delivered(6, "answer"));

        Intent intent = settle(second, "delivered", new Settlement.Delivered(7, "answer"));

        assertThat(intent.state()).isEqualTo(State.DELIVERED);
        assertThat(intent.reason().orElseThrow().code()).isEqualTo("SecondTicket");
        assertThat(intent.reason().orElseThrow().text()).contains("6").contains("7");
        assertThat(ledger.inspection().counts().secondTickets()).isEqualTo(1);
    }
}
