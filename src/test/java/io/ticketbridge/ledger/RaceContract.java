package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thirty-two callers of two engines on one store, all at the same moment. */
abstract class RaceContract extends LedgerContract {

    private static final int CALLERS = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private Ledger other;

    @BeforeEach
    void openASecondEngine() {
        other = store().open(machine);
    }

    @AfterEach
    void closeTheSecondEngine() {
        threads.shutdownNow();
        other.close();
    }

    private Ledger engine(int caller) {
        return caller % 2 == 0 ? ledger : other;
    }

    private <T> List<T> atOnce(IntFunction<Callable<T>> call) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Callable<T> mine = call.apply(i);
            futures.add(threads.submit(() -> {
                start.await();
                return mine.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private Callable<Acceptance> acceptance(int caller, Submission submission) {
        return () -> engine(caller)
                .intake()
                .accept(List.of(submission), Optional.empty())
                .get(0);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "many callers send the same external_id at the same moment",
            promise = "one intent; all get its key")
    void oneExternalIdentityIsOneIntent() throws InterruptedException, ExecutionException {
        List<Acceptance> all = atOnce(i -> acceptance(i, submission("a", external("E-1"))));

        assertThat(all).hasOnlyElementsOfTypes(Acceptance.Created.class, Acceptance.Converged.class);
        assertThat(all).filteredOn(Acceptance.Created.class::isInstance).hasSize(1);
        assertThat(all).extracting(Acceptance::key).containsOnly(all.get(0).key());
        assertThat(ledger.inspection().counts().byDoor().get("rest").get(State.ACCEPTED))
                .isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "the same names come in another order at the same moment",
            promise = "one intent")
    void severalIdentitiesInAnyOrderAreOneIntent() throws InterruptedException, ExecutionException {
        Identity first = external("E-1");
        Identity second = new Identity(Identity.Kind.REST, "anna:1");
        Identity third = new Identity(Identity.Kind.QUEUE, "m-1");

        List<Acceptance> all = atOnce(i -> acceptance(
                i, i % 3 == 0 ? submission("a", first, second, third) : submission("a", third, second, first)));

        assertThat(all).filteredOn(Acceptance.Created.class::isInstance).hasSize(1);
        assertThat(all).extracting(Acceptance::key).containsOnly(all.get(0).key());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "two lists of the same tickets cross each other",
            promise = "no deadlock; each ticket is one intent")
    void listsThatCrossEachOtherBothGoIn() throws InterruptedException, ExecutionException {
        List<Submission> forwards = new ArrayList<>();
        List<Submission> backwards = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            forwards.add(submission("content " + i, external("E-" + i)));
            backwards.add(0, forwards.get(i));
        }

        List<List<Acceptance>> all =
                atOnce(i -> () -> engine(i).intake().accept(i % 4 < 2 ? forwards : backwards, Optional.empty()));

        assertThat(all.stream().flatMap(List::stream).map(Acceptance::key).distinct())
                .hasSize(40);
        assertThat(all.stream().flatMap(List::stream).filter(Acceptance.Created.class::isInstance))
                .hasSize(40);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "one name is used for many contents at the same moment",
            promise = "the first content counts; the others are refused with KeyReused")
    void oneOfManyContentsWins() throws InterruptedException, ExecutionException {
        List<Acceptance> all = atOnce(i -> acceptance(i, submission("content " + i, external("E-1"))));

        assertThat(all).filteredOn(Acceptance.Created.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Acceptance.Refused.class::isInstance).hasSize(CALLERS - 1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "several engines want to send the same intent",
            promise = "one of them may; one request goes out")
    void oneClaimIsGiven() throws InterruptedException, ExecutionException {
        String key = accept(submission("a")).key();

        List<Optional<Claim>> claims =
                atOnce(i -> () -> engine(i).deliveries().claim(key, 1, Tickets.request("request " + i), LEASE));

        assertThat(claims).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(ledger.inspection().attempts(key)).hasSize(1);
        assertThat(find(key).attempts()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "two intents are told the same Socialboards ticket id",
            promise = "one is delivered; the other is parked for a person")
    void oneTicketGoesToOneIntent() throws InterruptedException, ExecutionException {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            claims.add(claim(accept(submission("content " + i)).key()));
        }

        List<Intent> settled = atOnce(i -> () -> engine(i)
                .deliveries()
                .settle(
                        claims.get(i),
                        Tickets.result(claims.get(i), clock().instant(), "delivered", false),
                        new Settlement.Delivered(77, "answer")));

        assertThat(settled)
                .filteredOn(intent -> intent.state() == State.DELIVERED)
                .hasSize(1);
        assertThat(settled).filteredOn(Intent::parked).hasSize(CALLERS - 1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "several engines refresh the token at the same moment",
            promise = "one after the other; no rotated token is lost")
    void oneRefreshOfATokenAtATime() throws InterruptedException, ExecutionException {
        List<Long> generations = atOnce(i -> () -> engine(i)
                .tokenVault()
                .refresh(
                        Upstream.LIVE,
                        stored -> new TokenVault.StoredToken(
                                "token of " + i,
                                stored.map(TokenVault.StoredToken::generation).orElse(0L) + 1,
                                "fingerprint"))
                .generation());

        assertThat(generations).doesNotHaveDuplicates();
        assertThat(ledger.tokenVault().load(Upstream.LIVE).orElseThrow().generation())
                .isEqualTo(CALLERS);
    }
}
