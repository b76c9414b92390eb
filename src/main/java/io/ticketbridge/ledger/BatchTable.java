package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The table {@code batch}. */
final class BatchTable {

    private static final String SELECT = "SELECT id, name, path, upstream, state, rows_read, repeats, failure_code,"
            + " failure_text, started_at, finished_at, control, columns, corrects, again,"
            + " resumed_at, moves FROM batch ";

    private static final String NEWEST = "ORDER BY started_at DESC, id DESC";

    /** Of the beginning of an id that names it. */
    private static final int SHORTEST_PREFIX = 6;

    private final Sql sql;

    BatchTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false = the batch is already here */
    boolean insert(
            String id,
            String name,
            String path,
            Upstream upstream,
            Optional<String> repeats,
            Batches.Order order,
            Instant now)
            throws SQLException {
        return sql.update(
                        "INSERT INTO batch (id, name, path, upstream, state, rows_read, repeats, control, columns,"
                                + " corrects, again, started_at) VALUES (?, ?, ?, ?, 'reading', 0, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        id,
                        name,
                        path,
                        upstream.label(),
                        repeats.orElse(null),
                        (order.first().isEmpty() ? Batches.Control.RUNNING : Batches.Control.PAUSED).label(),
                        order.columns().orElse(null),
                        order.corrects().orElse(null),
                        order.again().orElse(null),
                        now.toEpochMilli())
                == 1;
    }

    Optional<Batches.Batch> find(String id) throws SQLException {
        return sql.first(SELECT + "WHERE id = ?", BatchTable::read, id);
    }

    List<Batches.Batch> open() throws SQLException {
        return sql.all(SELECT + "WHERE state IN ('reading', 'delivering') ORDER BY started_at, id", BatchTable::read);
    }

    Optional<Batches.Batch> openAt(String path) throws SQLException {
        return sql.first(
                SELECT + "WHERE path = ? AND state IN ('reading', 'delivering') ORDER BY started_at DESC LIMIT 1",
                BatchTable::read,
                path);
    }

    List<Batches.Batch> newest(int most) throws SQLException {
        return sql.all(SELECT + NEWEST + " LIMIT ?", BatchTable::read, most);
    }

    List<Batches.Batch> named(String name) throws SQLException {
        return name.length() < SHORTEST_PREFIX
                ? sql.all(SELECT + "WHERE name = ? " + NEWEST, BatchTable::read, name)
                : sql.all(
                        SELECT + "WHERE name = ? OR substr(id, 1, ?) = ? " + NEWEST,
                        BatchTable::read,
                        name,
                        name.length(),
                        name);
    }

    /** @return false = it was under none of these, or is not there */
    boolean control(String batch, Batches.Control to, Set<Batches.Control> from, Instant now) throws SQLException {
        for (Batches.Control each : from) {
            if (sql.update(
                            "UPDATE batch SET control = ?, resumed_at = COALESCE(?, resumed_at)"
                                    + " WHERE id = ? AND control = ?",
                            to.label(),
                            to == Batches.Control.RUNNING ? (Long) now.toEpochMilli() : null,
                            batch,
                            each.label())
                    == 1) {
                return true;
            }
        }
        return false;
    }

    /** The ids of those that do not run. */
    static Set<String> under(Sql sql, Set<Batches.Control> controls) throws SQLException {
        Set<String> found = new HashSet<>();
        for (Batches.Control control : controls) {
            found.addAll(sql.all(
                    "SELECT id FROM batch WHERE control = ? AND control <> 'running'",
                    row -> row.getString(1),
                    control.label()));
        }
        return found;
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

    boolean breakOff(String batch, Reason reason) throws SQLException {
        return sql.update(
                        "UPDATE batch SET state = 'delivering', failure_code = ?, failure_text = ?"
                                + " WHERE id = ? AND state IN ('reading', 'delivering')",
                        reason.code(),
                        reason.text(),
                        batch)
                == 1;
    }

    /** @return false = it had ended before, or one of its rows has moved since it was read */
    boolean end(Batches.Batch batch, String path, Instant now) throws SQLException {
        return sql.update(
                        "UPDATE batch SET state = ?, path = ?, finished_at = ?"
                                + " WHERE id = ? AND state IN ('reading', 'delivering') AND moves = ?",
                        batch.failure().isPresent() ? "failed" : "done",
                        path,
                        now.toEpochMilli(),
                        batch.id(),
                        batch.moves())
                == 1;
    }

    /** @return false = it is not there, or its rows are all taken */
    boolean reopen(String batch, String path) throws SQLException {
        return sql.update(
                        "UPDATE batch SET state = 'reading', path = ?, failure_code = NULL, failure_text = NULL,"
                                + " finished_at = NULL WHERE id = ? AND (state IN ('reading', 'failed')"
                                + " OR (state = 'delivering' AND failure_code IS NOT NULL))",
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
                Columns.optionalInstant(row, 11),
                Batches.Control.valueOf(row.getString(12).toUpperCase(Locale.ROOT)),
                Columns.text(row, 13),
                Columns.text(row, 14),
                Columns.text(row, 15),
                Columns.optionalInstant(row, 16),
                row.getLong(17));
    }
}
