package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.replyingTo;
import static io.ticketbridge.ledger.Tickets.submission;
import static io.ticketbridge.ledger.Tickets.to;
import static io.ticketbridge.ledger.Tickets.viaDoor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Gates, tokens, replies and what people look up. */
abstract class BesidesContract extends LedgerContract {

    private static final ReplyAddress ADDRESS = new ReplyAddress("answers", Optional.of("c-1"));

    private Instant soon() {
        return clock().instant().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    }

    private List<String> kept() {
        return ledger.auditTrail().pending("file", 100).stream()
                .map(AuditTrail.Event::type)
                .toList();
    }

    @Test
    void aGateIsRememberedUntilItOpens() {
        Gates.Gate gate = new Gates.Gate("live", "halted", Optional.of(soon()), REASON, soon());

        ledger.gates().set(gate);
        Gates.Gate throttled = new Gates.Gate("live", "throttled", Optional.empty(), REASON, soon());
        assertThat(ledger.gates().all()).containsExactly(gate);
        ledger.gates().set(throttled);
        assertThat(ledger.gates().all()).containsExactly(throttled);
        ledger.gates().open("live");
        ledger.gates().open("live");

        assertThat(ledger.gates().all()).isEmpty();
        assertThat(kept()).containsExactly("halted", "throttled", "lifted");
    }

    @Test
    void aGateThatShutsOnceMoreIsShutSinceTheFirstTime() {
        Instant first = soon();
        ledger.gates().set(new Gates.Gate("live", "halted", Optional.of(soon()), REASON, first));
        advance(Duration.ofMinutes(5));
        Instant trial = soon();

        ledger.gates().set(new Gates.Gate("live", "halted", Optional.of(trial), REASON, soon()));

        assertThat(ledger.gates().all())
                .containsExactly(new Gates.Gate("live", "halted", Optional.of(trial), REASON, first));
    }

    @Test
    void aRefreshedTokenIsThereForTheNextProcess() {
        TokenVault.StoredToken token = new TokenVault.StoredToken("secret-canary", 1, "f");
        ledger.tokenVault().refresh(Upstream.LIVE, stored -> token);

        try (Ledger next = store().open(machine)) {
            assertThat(next.tokenVault().load(Upstream.LIVE)).contains(token);
            assertThat(next.tokenVault().load(Upstream.SANDBOX)).isEmpty();
        }
        assertThat(token.toString()).doesNotContain("canary");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "a refresh of the token fails half way",
            promise = "nothing is saved, nobody is blocked")
    void aRefreshThatFailsSavesNothingAndBlocksNobody() {
        TokenVault vault = ledger.tokenVault();

        assertThatThrownBy(() -> vault.refresh(Upstream.LIVE, stored -> {
                    throw new IllegalStateException("token endpoint down");
                }))
                .hasMessage("token endpoint down");

        assertThat(vault.load(Upstream.LIVE)).isEmpty();
        assertThat(vault.refresh(Upstream.LIVE, stored -> new TokenVault.StoredToken("t", 1, "f"))
                        .generation())
                .isEqualTo(1);
    }

    @Test
    void ticketsAreAcceptedDuringARefresh() {
        ledger.tokenVault().refresh(Upstream.LIVE, stored -> {
            accept(submission("a"));
            return new TokenVault.StoredToken("t", 1, "f");
        });

        assertThat(ledger.inspection().counts().byDoor()).containsKey("rest");
    }

    @Test
    void aReplyIsDueWhenTheIntentRests() {
        String key = accept(replyingTo(ADDRESS, submission("a"))).key();
        assertThat(ledger.replyOutbox().pending(10)).isEmpty();
        settle(claim(key), "retry", new Settlement.Waiting(clock().instant(), REASON, false));
        assertThat(ledger.replyOutbox().pending(10)).isEmpty();

        settle(claim(key), "delivered", new Settlement.Delivered(7, "answer"));
        assertThat(ledger.replyOutbox().pending(10)).containsExactly(new ReplyOutbox.PendingReply(key, ADDRESS));

        ledger.replyOutbox().sent(key, ADDRESS);
        assertThat(ledger.replyOutbox().pending(10)).isEmpty();
    }

    @Test
    void aRedeliveredMessageGetsNoSecondReplyAndAnotherAskerGetsHis() {
        Submission message = replyingTo(ADDRESS, submission("a", external("E-1")));
        String key = accept(message).key();
        settle(claim(key), "delivered", new Settlement.Delivered(7, "answer"));
        ledger.replyOutbox().sent(key, ADDRESS);

        accept(message);
        assertThat(ledger.replyOutbox().pending(10)).isEmpty();

        ReplyAddress other = new ReplyAddress("answers", Optional.empty());
        accept(replyingTo(other, submission("a", external("E-1"))));
        assertThat(ledger.replyOutbox().pending(10)).containsExactly(new ReplyOutbox.PendingReply(key, other));
    }

    @Test
    void anInvalidMessageIsAnsweredAtOnce() {
        String key = accept(Tickets.invalid(REASON, replyingTo(ADDRESS, submission("a"))))
                .key();

        assertThat(ledger.replyOutbox().pending(10))
                .extracting(ReplyOutbox.PendingReply::key)
                .containsExactly(key);
    }

    @Test
    void anIntentIsFoundByEveryNameItHas() {
        String key = accept(submission("a", external("E-1"), new Identity(Identity.Kind.REST, "anna:order-7")))
                .key();
        settle(claim(key), "delivered", new Settlement.Delivered(123456, "answer"));
        accept(submission("b"));

        for (String name : List.of(key, key.toUpperCase(Locale.ROOT), "E-1", "order-7", "123456")) {
            assertThat(ledger.inspection().lookup(name))
                    .as(name)
                    .extracting(Intent::key)
                    .containsExactly(key);
        }
        assertThat(ledger.inspection().lookup("nothing")).isEmpty();
        assertThat(ledger.inspection().find("nothing")).isEmpty();
        assertThat(ledger.inspection().payload("nothing")).isEmpty();
    }

    @Test
    void whatIsReadAtOnceIsOfOneMoment() {
        accept(submission("a"));
        try (ReadPool reads = new ReadPool(Dialect.of(store().location()))) {
            List<Long> before = reads.readAtOnce(sql -> {
                long first = tickets(sql);
                accept(submission("b"));
                return List.of(first, tickets(sql));
            });
            assertThat(before).containsExactly(1L, 1L);
            assertThat(reads.readAtOnce(BesidesContract::tickets)).isEqualTo(2);
            assertThat(reads.read(BesidesContract::tickets)).isEqualTo(2);
        }
    }

    @Test
    void aStoryHoldsAllThatIsKnownOfATicket() {
        String key = accept(submission("a", external("E-1"))).key();
        settle(claim(key), "delivered", new Settlement.Delivered(7, "answer"));

        TicketStory story = ledger.inspection().stories("E-1").get(0);

        assertThat(story.intent()).isEqualTo(find(key));
        assertThat(story.identities()).containsExactly(external("E-1"));
        assertThat(story.attempts()).hasSize(1);
        assertThat(story.events()).isEqualTo(ledger.inspection().events(key));
        assertThat(story.payload()).isPresent();
    }

    private static long tickets(Sql sql) throws SQLException {
        return sql.first("SELECT COUNT(*) FROM intent", row -> row.getLong(1)).orElseThrow();
    }

    @Test
    void everyDoorIsCountedWithAllSevenStates() {
        assertThat(ledger.inspection().counts().oldestWaitingSeconds()).isEmpty();
        accept(viaDoor("queue", submission("a")));
        advance(Duration.ofSeconds(90));
        String key = accept(submission("b")).key();
        settle(claim(key), "delivered", new Settlement.Delivered(7, "answer"));

        Inspection.Counts counts = ledger.inspection().counts();

        assertThat(counts.byDoor()).containsOnlyKeys("queue", "rest");
        assertThat(counts.byDoor().get("rest")).hasSize(7).containsEntry(State.DELIVERED, 1L);
        assertThat(counts.byDoor().get("queue")).containsEntry(State.ACCEPTED, 1L);
        assertThat(counts.oldestWaitingSeconds().orElseThrow()).isBetween(90L, 120L);
        assertThat(counts.parked()).isZero();
        assertThat(OptionalLong.of(counts.possibleDoubles())).hasValue(0);
    }

    @Test
    void ticketsOfTwoUpstreamsAreCountedApartAndThoseOfOneAreNot() {
        settle(claim(accept(submission("a")).key()), "unknown", new Settlement.Unknown(Optional.empty(), REASON));
        assertThat(ledger.inspection().standing().apart()).isEmpty();
        advance(Duration.ofSeconds(90));
        accept(to(Upstream.SANDBOX, submission("b")));
        accept(to(Upstream.SANDBOX, viaDoor("queue", submission("c"))));

        Inspection.Standing standing = ledger.inspection().standing();

        assertThat(standing.all().byDoor())
                .isEqualTo(ledger.inspection().counts().byDoor());
        Inspection.Counts live = standing.apart().get(Upstream.LIVE);
        Inspection.Counts sandbox = standing.apart().get(Upstream.SANDBOX);
        assertThat(live.byDoor()).containsOnlyKeys("rest");
        assertThat(live.byDoor().get("rest")).containsEntry(State.UNKNOWN, 1L).containsEntry(State.ACCEPTED, 0L);
        assertThat(live.parked()).isEqualTo(1);
        assertThat(live.oldestWaitingSeconds()).isEmpty();
        assertThat(sandbox.byDoor()).containsOnlyKeys("queue", "rest");
        assertThat(sandbox.byDoor().get("rest")).containsEntry(State.ACCEPTED, 1L);
        assertThat(sandbox.parked()).isZero();
        assertThat(sandbox.oldestWaitingSeconds().orElseThrow()).isLessThan(60);
    }

    @Test
    void theOldestThatIsNotAtRestMayBeOneThatIsLookedFor() {
        String looked = accept(submission("a")).key();
        settle(claim(looked), "unknown", new Settlement.Unknown(Optional.of(soon()), REASON));
        advance(Duration.ofSeconds(90));
        accept(submission("b"));

        assertThat(ledger.inspection().counts().oldestWaitingSeconds().orElseThrow())
                .isBetween(90L, 120L);
    }
}
