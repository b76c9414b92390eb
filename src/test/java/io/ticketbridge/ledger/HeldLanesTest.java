package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sqlite.ProgressHandler;

/** What a round of the due work costs in steps of the database's machine, whatever waits in batches that are held. */
class HeldLanesTest {

    private static final String BATCH = "c0ffee:live";

    private static final String COPIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            + " INSERT INTO intent (key, door, upstream, application, state, revision, content_hash, born_at,"
            + " accepted_at, updated_at, not_before, attempts, charged, probes, parked, possible_double, batch, row_no,"
            + " held_by) SELECT 'tb_copy_' || i, 'file', 'live', 'app' || (i % 3), 'accepted', 1, 'hash', 0, i, 0, 0,"
            + " 0, 0, 0, 0, 0, ?, i, ? FROM n";

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Test
    void aHundredThousandHeldRowsInFrontCostNoMoreThanTenAndStarveNobody() throws SQLException {
        try (Ledger ledger = store.open(new ShiftedClock())) {
            ledger.batches().begin(BATCH, "t.csv", "/t.csv", Upstream.LIVE, Optional.empty());
            ledger.batchControl().pause(BATCH, new Replays.Order("anna", Optional.empty()));
            String rest = ledger.intake()
                    .accept(List.of(Tickets.submission("of a caller")), Optional.empty())
                    .get(0)
                    .key();
            try (Connection connection =
                    DriverManager.getConnection(store.location().url())) {
                Sql sql = new Sql(connection);
                sql.update(COPIES, 10, BATCH, BATCH);
                long few = steps(connection, sql, rest);
                sql.update("DELETE FROM intent WHERE key LIKE 'tb_copy_%'");
                sql.update(COPIES, 100_000, BATCH, BATCH);

                assertThat(steps(connection, sql, rest)).isLessThanOrEqualTo(few + 10);
            }
        }
    }

    private static long steps(Connection connection, Sql sql, String expected) throws SQLException {
        AtomicLong steps = new AtomicLong();
        ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
            @Override
            protected int progress() {
                steps.incrementAndGet();
                return 0;
            }
        });
        try {
            assertThat(new Claimable(sql, Long.MAX_VALUE, 100).hints(Set.of(), Set.of()))
                    .extracting(Hint::key)
                    .containsExactly(expected);
        } finally {
            ProgressHandler.clearHandler(connection);
        }
        return steps.get();
    }
}
