package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code batch}. */
final class BatchTable {

    private static final String SELECT = "SELECT id, name, path, upstream, state, rows_read, repeats, failure_code,"
            + " failure_text, started_at, finished_at FROM batch ";

    private final Sql sql;

    BatchTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false = the batch is already here */
    boolean insert(String id, String name, String path, Upstream upstream, Optional<String> repeats, Instant now)
            throws SQLException {
        return sql.update(
                        "INSERT INTO batch (id, name, path, upstream, state, rows_read, repeats, started_at)"
                                + " VALUES (?, ?, ?, ?, 'reading', 0, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        name,
                        path,
                        upstream.label(),
                        repeats.orElse(null),
                        now.toEpochMilli())
                == 1;
    }

    Optional<Batches.Batch> find(String id) throws SQLException {
        return sql.first(SELECT + "WHERE id = ?", BatchTable::read, id);
    }

    List<Batches.Batch> open() throws SQLException {
        return sql.all(SELECT + "WHERE state IN ('reading', 'delivering') ORDER BY started_at, id", BatchTable::read);
    }

    Optional<Batches.Position> position(String batch) throws SQLException {
        return sql.first(
                "SELECT rows_read, prefix_hash FROM batch WHERE id = ? AND prefix_hash IS NOT NULL",
                row -> new Batches.Position(batch, row.getLong(1), row.getString(2)),
                batch);
    }

    boolean readToEnd(String batch) throws SQLException {
        return sql.update("UPDATE batch SET state = 'delivering' WHERE id = ? AND state = 'reading'", batch) == 1;
    }

    /** @return false = it had ended before */
    boolean end(String batch, String path, String state, Optional<Reason> failure, Instant now) throws SQLException {
        return sql.update(
                        "UPDATE batch SET state = ?, path = ?, failure_code = ?, failure_text = ?, finished_at = ?"
                                + " WHERE id = ? AND state IN ('reading', 'delivering')",
                        state,
                        path,
                        failure.map(Reason::code).orElse(null),
                        failure.map(Reason::text).orElse(null),
                        now.toEpochMilli(),
                        batch)
                == 1;
    }

    /** @return false = it is not there, or its rows are all taken */
    boolean reopen(String batch, String path) throws SQLException {
        return sql.update(
                        "UPDATE batch SET state = 'reading', path = ?, failure_code = NULL, failure_text = NULL,"
                                + " finished_at = NULL WHERE id = ? AND state IN ('reading', 'failed')",
                        path,
                        batch)
                == 1;
    }

    private static Batches.Batch read(ResultSet row) throws SQLException {
        return new Batches.Batch(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Upstream.ofLabel(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                Columns.text(row, 7),
                Columns.reason(row, 8),
                Columns.instant(row, 10),
                Columns.optionalInstant(row, 11));
    }
}
