package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A store that an earlier version made and filled. */
abstract class MigrationContract {

    private static final String BATCH = "c0ffee:live";
    private static final Replays.Order ANNA = new Replays.Order("anna", Optional.empty());

    /** A store without a schema. */
    abstract Ledger.Location empty() throws SQLException;

    private static void makeFirstVersion(Ledger.Location location) throws SQLException {
        Dialect dialect = Dialect.of(location);
        dialect.prepare();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dialect.migrationSource())
                .locations("classpath:db/migration")
                .placeholders(dialect.migrationPlaceholders())
                .target("1")
                .load()
                .migrate();
        try (Connection connection = dialect.connect()) {
            Sql sql = new Sql(connection);
            dialect.begin(sql);
            sql.update(
                    "INSERT INTO batch (id, name, path, upstream, state, rows_read, prefix_hash, started_at)"
                            + " VALUES (?, 't.csv', '/taken/t.csv', 'live', 'reading', 7, 'prefix', 1)",
                    BATCH);
            int row = 0;
            for (State state : State.values()) {
                row++;
                insert(sql, "tb_row_" + state.label(), state, BATCH, row);
                insert(sql, "tb_alone_" + state.label(), state, null, null);
                sql.update(
                        "INSERT INTO batch_row (batch, row_no, key, relation) VALUES (?, ?, ?, 'created')",
                        BATCH,
                        row,
                        "tb_row_" + state.label());
            }
            dialect.commit(sql);
        }
    }

    private static void insert(Sql sql, String key, State state, String batch, Integer row) throws SQLException {
        sql.update(
                "INSERT INTO intent (key, door, upstream, application, state, revision, content_hash, born_at,"
                        + " accepted_at, updated_at, not_before, attempts, charged, probes, parked, possible_double,"
                        + " batch, row_no) VALUES (?, 'file', 'live', '42', ?, 1, 'hash', 1, 1, 1, 1, 0, 0, 0, 0, 0,"
                        + " ?, ?)",
                key,
                state.label(),
                batch,
                row);
        sql.update("INSERT INTO content (key, body) VALUES (?, ?)", key, Tickets.bytes(key));
    }

    private static List<String> claimable(Ledger ledger) {
        return ledger.deliveries().claimable(100, Set.of(), Set.of()).stream()
                .map(Hint::key)
                .toList();
    }

    @Test
    void itsBatchesRunOnAndCanBeHeldBackAndCancelled() throws SQLException {
        Ledger.Location location = empty();
        makeFirstVersion(location);

        try (Ledger ledger = Ledger.open(location, Clock.systemUTC())) {
            Batches.Batch batch = ledger.batches().find(BATCH).orElseThrow();
            assertThat(batch.control()).isEqualTo(Batches.Control.RUNNING);
            assertThat(batch.rows()).isEqualTo(State.values().length);
            assertThat(ledger.batches().openAt("/taken/t.csv")).contains(batch);
            assertThat(ledger.batches().position(BATCH)).contains(new Batches.Position(BATCH, 7, "prefix"));
            assertThat(claimable(ledger))
                    .containsExactlyInAnyOrder(
                            "tb_row_accepted", "tb_row_waiting", "tb_alone_accepted", "tb_alone_waiting");

            ledger.batchControl().pause(BATCH, ANNA);
            assertThat(claimable(ledger)).containsExactlyInAnyOrder("tb_alone_accepted", "tb_alone_waiting");
            assertThat(ledger.deliveries().load("tb_row_waiting")).isEmpty();
            assertThat(ledger.deliveries().load("tb_alone_waiting")).isPresent();

            ledger.batchControl().cancel(BATCH, ANNA);
            assertThat(ledger.batchControl().rejectCancelled(100)).isEqualTo(2);
            BatchSums sums = ledger.batches().sums(BATCH);
            assertThat(sums.rejected()).isEqualTo(3);
            assertThat(sums.delivered()).isEqualTo(1);
            assertThat(sums.unknown()).isEqualTo(1);
            assertThat(sums.dead()).isEqualTo(1);
            assertThat(sums.waiting()).as("the attempt that is under way").isEqualTo(1);
        }
    }
}
