package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final CamelContext context = new DefaultCamelContext();
    private final Set<Upstream> shut = EnumSet.noneOf(Upstream.class);
    private final FairQueue queue = new FairQueue(3, 8, closed -> !shut.contains(closed));

    @Test
    void servesTheDoorsInTurnSoThatAnImportNeverStarvesRest() {
        List.of("f1", "f2", "f3").forEach(key -> queue.offer(hint(key, "file")));
        queue.offer(hint("r1", "rest"));
        queue.offer(hint("q1", "queue"));

        assertThat(drain()).containsExactly("f1", "r1", "q1", "f2", "f3");
    }

    @Test
    void dropsTheHintThatFindsItsLaneFullAndKeepsTheOtherLanesOpen() {
        List.of("f1", "f2", "f3").forEach(key -> queue.offer(hint(key, "file")));

        assertThat(queue.offer(hint("f4", "file"))).isFalse();
        assertThat(queue.offer(hint("r1", "rest"))).isTrue();
        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void holdsAKeyOnceHoweverOftenItIsHinted() {
        queue.offer(hint("r1", "rest"));
        assertThat(queue.offer(hint("r1", "rest"))).isTrue();
        Exchange first = queue.poll();
        queue.offer(hint("r1", "rest"));
        assertThat(drain()).as("while it is in hand").isEmpty();

        done(first);
        queue.offer(hint("r1", "rest"));
        assertThat(drain()).as("a key that is done may come again").containsExactly("r1");
    }

    @Test
    void wakesAConsumerThatWaits() {
        CompletableFuture<Exchange> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.poll(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.offer(hint("r1", "rest"));

        assertThat(taken).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void anUpstreamWhosePlacesAreAllTakenKeepsNoConsumerFromAnother() {
        FairQueue narrow = new FairQueue(3, 1, any -> true);
        narrow.offer(hint("r1", "rest"));
        narrow.offer(hint("r2", "rest"));
        narrow.offer(hint("t1", "rest", Upstream.SANDBOX));

        Exchange first = narrow.poll();
        assertThat(key(first)).isEqualTo("r1");
        assertThat(key(narrow.poll())).isEqualTo("t1");
        assertThat(narrow.poll()).as("both upstreams have their places taken").isNull();

        done(first);
        assertThat(key(narrow.poll())).isEqualTo("r2");
    }

    @Test
    void keepsHintsAtAnUpstreamThatIsShutUntilItOpens() {
        queue.offer(hint("r1", "rest"));
        queue.offer(hint("t1", "rest", Upstream.SANDBOX));
        shut.add(Upstream.LIVE);

        assertThat(drain()).containsExactly("t1");
        shut.clear();
        assertThat(drain()).containsExactly("r1");
    }

    @Test
    void wakesAllItsConsumersOneByTheOtherWhenAnUpstreamOpens() {
        Exchange first = hint("r0", "rest");
        queue.offer(first);
        queue.poll();
        shut.add(Upstream.LIVE);
        List<CompletableFuture<String>> consumers =
                Stream.generate(this::consumer).limit(3).toList();
        List.of("r1", "r2", "r3").forEach(key -> queue.offer(hint(key, "rest")));
        await().until(() -> consumers.stream().noneMatch(CompletableFuture::isDone) && waiting() == 3);

        shut.clear();
        done(first);

        assertThat(consumers)
                .allSatisfy(consumer -> assertThat(consumer).succeedsWithin(10, TimeUnit.SECONDS))
                .extracting(CompletableFuture::join)
                .containsExactlyInAnyOrder("r1", "r2", "r3");
    }

    /** Takes one hint, however long it takes. */
    private CompletableFuture<String> consumer() {
        CompletableFuture<String> taken = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        taken.complete(key(queue.take()));
                    } catch (InterruptedException e) {
                        taken.completeExceptionally(e);
                    }
                },
                "consumer");
        thread.setDaemon(true);
        thread.start();
        return taken;
    }

    private static long waiting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("consumer"))
                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    @Test
    void whatIsClearedTakesNoPlace() {
        FairQueue narrow = new FairQueue(3, 1, any -> true);
        List.of("r1", "r2", "r3").forEach(key -> narrow.offer(hint(key, "rest")));

        narrow.clear();

        assertThat(narrow).isEmpty();
        narrow.offer(hint("r4", "rest"));
        assertThat(key(narrow.poll())).isEqualTo("r4");
    }

    @Test
    void asksForMoreOnceALaneOfWhichThereIsMoreIsLessThanHalfFull() {
        List.of("f1", "f2", "f3", "f4").forEach(key -> queue.offer(hint(key, "file")));
        CompletableFuture<Void> wanted = CompletableFuture.runAsync(() -> {
            try {
                queue.awaitWant(Duration.ofMinutes(1).toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        queue.poll();
        assertThat(queue.wellFilledLanes()).containsExactly("file/live");
        assertThat(wanted).isNotDone();
        queue.poll();

        assertThat(wanted).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private List<String> drain() {
        List<String> keys = new ArrayList<>();
        for (Exchange next = queue.poll(); next != null; next = queue.poll()) {
            keys.add(key(next));
        }
        return keys;
    }

    private static String key(Exchange exchange) {
        return exchange.getMessage().getBody(Hint.class).key();
    }

    private static void done(Exchange exchange) {
        exchange.getExchangeExtension().handoverCompletions().forEach(completion -> completion.onComplete(exchange));
    }

    private Exchange hint(String key, String door) {
        return hint(key, door, Upstream.LIVE);
    }

    private Exchange hint(String key, String door, Upstream upstream) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(new Hint(key, door, upstream));
        return exchange;
    }
}
