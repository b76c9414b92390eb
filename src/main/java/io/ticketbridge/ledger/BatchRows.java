package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;

/** Which row of which batch became, met or missed which intent. */
final class BatchRows {

    private static final String INSERT =
            "INSERT INTO batch_row (batch, row_no, key, relation, reason_code, reason_text) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String FIRST_STAYS = INSERT + " ON CONFLICT DO NOTHING";

    private static final String LAST_STAYS = INSERT + " ON CONFLICT (batch, row_no) DO UPDATE SET key = excluded.key,"
            + " relation = excluded.relation, reason_code = NULL, reason_text = NULL";

    private BatchRows() {}

    /**
     * Records an acceptance against its row.
     *
     * @return whether it says anything new: a batch that is read again converges on itself
     */
    static boolean record(Sql sql, Optional<BatchRow> row, Acceptance acceptance) throws SQLException {
        if (row.isEmpty()) {
            return true;
        }
        if (acceptance instanceof Acceptance.Refused refused) {
            return write(sql, FIRST_STAYS, row.get(), null, "refused", refused.reason());
        }
        if (acceptance instanceof Acceptance.Created || acceptance instanceof Acceptance.Revised) {
            return write(sql, LAST_STAYS, row.get(), acceptance.key(), "created", null);
        }
        String relation = acceptance instanceof Acceptance.Converged ? "duplicate" : "created";
        return write(sql, FIRST_STAYS, row.get(), acceptance.key(), relation, null);
    }

    private static boolean write(Sql sql, String statement, BatchRow row, String key, String relation, Reason reason)
            throws SQLException {
        return sql.update(
                        statement,
                        row.batch(),
                        row.row(),
                        key,
                        relation,
                        reason == null ? null : reason.code(),
                        reason == null ? null : reason.text())
                == 1;
    }

    /** The intent an earlier reading of this row made. */
    static Optional<String> madeBefore(Sql sql, BatchRow row) throws SQLException {
        return sql.first(
                "SELECT key FROM batch_row WHERE batch = ? AND row_no = ? AND relation = 'created'",
                found -> found.getString(1),
                row.batch(),
                row.row());
    }

    static void advance(Sql sql, Batches.Position position) throws SQLException {
        int moved = sql.update(
                "UPDATE batch SET rows_read = ?, prefix_hash = ? WHERE id = ?",
                position.rows(),
                position.prefixHash(),
                position.batch());
        if (moved == 0) {
            throw new IllegalArgumentException("The ledger has no batch " + position.batch());
        }
    }
}
