package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The outbox of audit events. */
abstract class AuditTrailContract extends LedgerContract {

    private AuditTrail trail() {
        return ledger.auditTrail();
    }

    private List<String> pending(String sink) {
        return trail().pending(sink, 100).stream().map(AuditTrail.Event::type).toList();
    }

    private void relayed(String sink, List<AuditTrail.Event> events, long number) {
        List<Long> ids = events.stream().map(AuditTrail.Event::id).toList();
        trail().relayed(sink, sink, ids, new AuditTrail.ChainEnd(number, "hash-" + number, ids.get(ids.size() - 1)));
    }

    @Test
    void keepsEventsInOrderUntilTheyAreRelayed() {
        IntStream.range(0, 5).forEach(i -> trail().record("type-" + i, Optional.empty(), Map.of()));

        assertThat(pending("file")).containsExactly("type-0", "type-1", "type-2", "type-3", "type-4");
        List<AuditTrail.Event> first = trail().pending("file", 2);
        assertThat(first).hasSize(2);
        relayed("file", first, 2);

        assertThat(pending("file")).containsExactly("type-2", "type-3", "type-4");
        assertThat(trail().chainEnd("file"))
                .contains(new AuditTrail.ChainEnd(2, "hash-2", first.get(1).id()));
        assertThat(trail().chainEnd("other")).isEmpty();
    }

    @Test
    void findsEventsWhetherRelayedOrNotAndLeavesOutWhatIsNotThere() {
        IntStream.range(0, 4).forEach(i -> trail().record("type-" + i, Optional.of("key-" + i), Map.of("i", i)));
        List<AuditTrail.Event> all = trail().pending("file", 10);
        relayed("file", all.subList(0, 2), 2);
        List<Long> asked = List.of(
                all.get(3).id(), all.get(0).id(), all.get(1).id(), all.get(3).id() + 1_000);

        assertThat(trail().find(asked)).containsExactly(all.get(0), all.get(1), all.get(3));
        assertThat(trail().find(List.of())).isEmpty();
    }

    @Test
    void keepsDetailsInTheirOrder() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("z", "Blåbærsyltetøy \uD83D\uDE00 \u0000");
        details.put("a", 7);
        details.put("m", List.of("x", "y"));
        details.put("b", true);

        trail().record("noted", Optional.of("some-key"), details);

        AuditTrail.Event event = trail().pending("file", 1).get(0);
        assertThat(event.key()).contains("some-key");
        assertThat(List.copyOf(event.details().entrySet())).isEqualTo(List.copyOf(details.entrySet()));
    }

    @Test
    void everySinkHasItsOwnMarks() {
        trail().record("before", Optional.empty(), Map.of());
        trail().registerSinks(List.of("file", "kafka:audit"));
        trail().record("after", Optional.empty(), Map.of());

        assertThat(pending("file")).containsExactly("before", "after");
        assertThat(pending("kafka:audit")).containsExactly("after");
        relayed("file", trail().pending("file", 10), 2);
        assertThat(pending("file")).isEmpty();
        assertThat(pending("kafka:audit")).containsExactly("after");
    }

    @Test
    void aSinkThatIsGoneGetsNoMore() {
        trail().record("before", Optional.empty(), Map.of());
        trail().registerSinks(List.of("other"));
        trail().record("after", Optional.empty(), Map.of());

        assertThat(pending("file")).containsExactly("before");
        assertThat(pending("other")).containsExactly("after");
    }

    @Test
    void theEndOfAChainNeverGoesBack() {
        IntStream.range(0, 4).forEach(i -> trail().record("type-" + i, Optional.empty(), Map.of()));
        List<AuditTrail.Event> all = trail().pending("file", 10);
        relayed("file", all, 4);

        relayed("file", all.subList(0, 2), 2);

        assertThat(trail().chainEnd("file")).map(AuditTrail.ChainEnd::number).contains(4L);
    }

    @Test
    void aChainGoesOnUnderAnotherNameOnce() {
        trail().record("one", Optional.empty(), Map.of());
        relayed("file", trail().pending("file", 10), 1);

        trail().registerChain("file@first", Optional.of("file"));
        trail().registerChain("file@second", Optional.of("file"));
        trail().registerChain("file@first", Optional.of("file"));

        assertThat(trail().chainEnds()).containsOnlyKeys("file@first", "file@second");
        assertThat(trail().chainEnd("file@first"))
                .map(AuditTrail.ChainEnd::number)
                .contains(1L);
        assertThat(trail().chainEnd("file@second")).isEmpty();
    }

    @Test
    void theStateAndItsEventAreOneCommit() {
        String key = accept(Tickets.submission("a")).key();

        assertThat(trail().pending("file", 10)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("accepted");
            assertThat(event.key()).contains(key);
        });
        assertThat(ledger.commitCounts().commits()).isEqualTo(1);
    }
}
