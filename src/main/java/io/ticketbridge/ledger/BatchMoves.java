package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells batches that one of their rows moves again that had come to rest: one that is done or failed goes back to
 * delivering, until its reports are written anew.
 */
final class BatchMoves {

    private static final String MOVE = "UPDATE batch SET moves = moves + 1, finished_at = NULL,"
            + " state = CASE state WHEN 'reading' THEN state ELSE 'delivering' END WHERE id IN ("
            + "WITH RECURSIVE moved (id) AS (SELECT CAST(? AS TEXT) UNION SELECT h.batch FROM batch_heir h"
            + " JOIN moved m ON h.heir = m.id) SELECT id FROM moved)";

    private BatchMoves() {}

    /** @param intent as it was at rest */
    static void tell(Sql sql, Intent intent) throws SQLException {
        if (intent.row().isPresent()) {
            sql.update(MOVE, intent.row().get().batch());
        }
    }

    /** The intent becomes another batch's row, where {@code row} is present. */
    static void inherit(Sql sql, Intent intent, Optional<BatchRow> row) throws SQLException {
        tell(sql, intent);
        Optional<String> batch = intent.row().map(BatchRow::batch);
        if (batch.isPresent() && row.isPresent() && !row.get().batch().equals(batch.get())) {
            sql.update(
                    "INSERT INTO batch_heir (heir, batch) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    row.get().batch(),
                    batch.get());
        }
    }
}
