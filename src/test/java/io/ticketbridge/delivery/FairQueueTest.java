package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final CamelContext context = new DefaultCamelContext();
    private final FairQueue queue = new FairQueue(3);

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
        assertThat(drain()).containsExactly("r1");

        queue.offer(hint("r1", "rest"));
        assertThat(drain()).as("a key that has left may come again").containsExactly("r1");
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

    private List<String> drain() {
        List<String> keys = new ArrayList<>();
        for (Exchange next = queue.poll(); next != null; next = queue.poll()) {
            keys.add(next.getMessage().getBody(Hint.class).key());
        }
        return keys;
    }

    private Exchange hint(String key, String door) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(new Hint(key, door));
        return exchange;
    }
}
