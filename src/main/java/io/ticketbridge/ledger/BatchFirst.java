package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** The rows of a batch's first sample. */
final class BatchFirst {

    private BatchFirst() {}

    static void insert(Sql sql, String batch, SortedSet<Long> rows) throws SQLException {
        List<Object[]> values =
                rows.stream().map(row -> new Object[] {batch, row}).toList();
        if (!values.isEmpty()) {
            sql.updateEach("INSERT INTO batch_first (batch, row_no) VALUES (?, ?) ON CONFLICT DO NOTHING", values);
        }
    }

    static Set<Long> of(Sql sql, String batch) throws SQLException {
        return Set.copyOf(sql.all("SELECT row_no FROM batch_first WHERE batch = ?", row -> row.getLong(1), batch));
    }

    /** A sample that was being taken in when its batch was cancelled is not sent either. */
    static void holdIfCancelled(Sql sql, String batch) throws SQLException {
        if (sql.any("SELECT 1 FROM batch WHERE id = ? AND control = 'cancelled'", batch)) {
            hold(sql, batch);
        }
    }

    /** From now on the batch's switch holds these back too, where they do not rest. */
    static void hold(Sql sql, String batch) throws SQLException {
        sql.update(
                "UPDATE intent SET held_by = ? WHERE batch = ? AND state IN ('accepted', 'sending', 'waiting', 'unknown')"
                        + " AND key IN (SELECT r.key FROM batch_first f JOIN batch_row r ON r.batch = f.batch"
                        + " AND r.row_no = f.row_no WHERE f.batch = ?)",
                batch,
                batch,
                batch);
    }
}
