package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one ticket costs the ledger, in figures that are exact on every machine. Who makes them larger should know why.
 */
class HotPathTest extends LedgerContract {

    private static final int GROUP = 64;

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }

    /**
     * Each of the three begins, commits, and writes its events and who waits for them; the rest is the ticket's own.
     */
    @Test
    void aTicketAloneTakesThreeCommitsAndTwentyFourStatements() {
        List<Acceptance> accepted = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();

        assertThat(statements(() -> accepted.add(accept(ticket(1))))).isEqualTo(4 + 3);
        Intent known = find(accepted.get(0).key());
        Payload.FrozenRequest request = Tickets.request("r");
        assertThat(statements(() -> claims.add(
                        ledger.deliveries().claim(known, request, LEASE).orElseThrow())))
                .isEqualTo(4 + 3);
        assertThat(statements(() -> settle(claims.get(0), "delivered", new Settlement.Delivered(4_484_643, "answer"))))
                .isEqualTo(4 + 1 + 5);
        assertThat(ledger.commitCounts().commits()).isEqualTo(3);
    }

    /** Identity, intent and content of each; the events eight at a time; begin, who waits for the events, commit. */
    @Test
    void aGroupSharesWhatItsTicketsDoNotNeedEach() {
        List<Submission> group = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            group.add(ticket(i));
        }

        assertThat(statements(() -> ledger.intake().accept(group, Optional.empty())))
                .isEqualTo(3 * GROUP + GROUP / 8 + 3);
        assertThat(ledger.commitCounts().commits()).isEqualTo(1);
    }

    /** However many events the relay has written, they are marked by one statement beside the chain's end. */
    @Test
    void marksABatchOfEventsByOneStatement() {
        List<Submission> group = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            group.add(ticket(i));
        }
        ledger.intake().accept(group, Optional.empty());
        List<Long> ids = ledger.auditTrail().pending("file", 1_000).stream()
                .map(AuditTrail.Event::id)
                .toList();

        assertThat(ids).hasSize(GROUP);
        AuditTrail.ChainEnd end = new AuditTrail.ChainEnd(GROUP, "0".repeat(64), ids.get(GROUP - 1));
        assertThat(statements(() -> {
                    ledger.auditTrail().relayed("file", "file", ids, end);
                    return end;
                }))
                .isEqualTo(4);
        assertThat(ledger.auditTrail().pending("file", 1)).isEmpty();
    }

    private long statements(Supplier<?> work) {
        long before = ledger.writtenStatements();
        work.get();
        return ledger.writtenStatements() - before;
    }

    private static Submission ticket(int number) {
        return Tickets.submission("content " + number, new Identity(Identity.Kind.REST, "anna " + number));
    }
}
