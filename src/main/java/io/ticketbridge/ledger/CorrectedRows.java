package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tickets stand where in the batches that another one corrects. */
final class CorrectedRows {

    private static final String KEY = "SELECT key FROM batch_row WHERE batch = ? AND row_no = ? AND key IS NOT NULL";

    private CorrectedRows() {}

    /** What it corrects, what that corrects, and so on; a file that only repeats another stands for that one. */
    static List<String> chain(Sql sql, Batches.Batch batch) throws SQLException {
        return chain(sql, batch.corrects());
    }

    /** The same for a batch that is yet to come. */
    static List<String> chain(Sql sql, Optional<String> corrects) throws SQLException {
        List<String> chain = new ArrayList<>();
        BatchTable table = new BatchTable(sql);
        Optional<String> next = corrects;
        while (next.isPresent()) {
            Optional<Batches.Batch> found = table.find(next.get());
            if (found.flatMap(Batches.Batch::repeats).isEmpty()) {
                chain.add(next.get());
            }
            next = found.flatMap(known -> known.repeats().or(known::corrects));
        }
        return chain;
    }

    static Map<Long, String> keys(Sql sql, List<String> chain, Collection<Long> rows) throws SQLException {
        Map<Long, String> keys = new HashMap<>();
        for (long row : rows) {
            Optional<String> key = key(sql, chain, row);
            if (key.isPresent()) {
                keys.put(row, key.get());
            }
        }
        return keys;
    }

    static Optional<String> key(Sql sql, List<String> chain, long row) throws SQLException {
        Optional<String> key = Optional.empty();
        for (int i = 0; i < chain.size() && key.isEmpty(); i++) {
            key = sql.first(KEY, found -> found.getString(1), chain.get(i), row);
        }
        return key;
    }
}
