package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins the rows of a batch with what became of them. */
final class BatchReport {

    private static final int PAGE = 1_000;

    private static final String SUMS = "SELECT r.relation, i.state, i.parked, COUNT(*) FROM batch_row r"
            + " LEFT JOIN intent i ON i.key = r.key WHERE r.batch = ? GROUP BY r.relation, i.state, i.parked";

    /** The last rows come to rest last: from the end, one that moves is found at once. */
    private static final String MOVING = "SELECT 1 FROM batch_row r JOIN intent i ON i.key = r.key"
            + " WHERE r.batch = ? AND r.relation = 'created' AND (i.state IN ('accepted', 'sending', 'waiting')"
            + " OR (i.state = 'unknown' AND i.parked = 0)) ORDER BY r.row_no DESC LIMIT 1";

    private static final String SUMS_BY_APPLICATION = "SELECT r.relation, i.state, i.parked, COUNT(*),"
            + " COALESCE(i.application, '') FROM batch_row r LEFT JOIN intent i ON i.key = r.key WHERE r.batch = ?"
            + " GROUP BY r.relation, i.state, i.parked, i.application";

    private static final String FIRST_SUMS = "SELECT r.relation, i.state, i.parked, COUNT(*) FROM batch_first f"
            + " JOIN batch_row r ON r.batch = f.batch AND r.row_no = f.row_no"
            + " LEFT JOIN intent i ON i.key = r.key WHERE f.batch = ? GROUP BY r.relation, i.state, i.parked";

    private static final String ROWS = "SELECT " + IntentRows.COLUMNS + ", r.row_no, r.relation, r.reason_code,"
            + " r.reason_text FROM batch_row r LEFT JOIN intent i ON i.key = r.key"
            + " WHERE r.batch = ? AND r.row_no > ? ORDER BY r.row_no LIMIT ?";

    private static final String FIRST_ROWS = "SELECT " + IntentRows.COLUMNS + ", r.row_no, r.relation, r.reason_code,"
            + " r.reason_text FROM batch_first f JOIN batch_row r ON r.batch = f.batch AND r.row_no = f.row_no"
            + " LEFT JOIN intent i ON i.key = r.key WHERE f.batch = ? ORDER BY r.row_no";

    private static final String LAST_MOVE =
            "SELECT MAX(i.updated_at) FROM batch_row r JOIN intent i ON i.key = r.key WHERE r.batch = ?";

    private static final int ROW = IntentRows.COUNT + 1;

    private BatchReport() {}

    private record Count(String place, boolean parked, long number) {}

    static BatchSums sums(Sql sql, String batch) throws SQLException {
        return sums(sql.all(SUMS, BatchReport::count, batch));
    }

    static boolean isAtRest(Sql sql, String batch) throws SQLException {
        return !sql.any(MOVING, batch);
    }

    private record OfApplication(String application, Count count) {}

    /** By application; of rows that were refused it is empty. */
    static SortedMap<String, BatchSums> sumsByApplication(Sql sql, String batch) throws SQLException {
        List<OfApplication> all =
                sql.all(SUMS_BY_APPLICATION, row -> new OfApplication(row.getString(5), count(row)), batch);
        SortedMap<String, List<Count>> counts = new TreeMap<>();
        all.forEach(each -> counts.computeIfAbsent(each.application(), none -> new ArrayList<>())
                .add(each.count()));
        SortedMap<String, BatchSums> sums = new TreeMap<>();
        counts.forEach((application, some) -> sums.put(application, sums(some)));
        return sums;
    }

    static BatchSums firstSums(Sql sql, String batch) throws SQLException {
        return sums(sql.all(FIRST_SUMS, BatchReport::count, batch));
    }

    private static BatchSums sums(List<Count> counts) {
        Map<String, Long> places = new HashMap<>();
        long parked = 0;
        for (Count count : counts) {
            places.merge(count.place(), count.number(), Long::sum);
            parked += count.parked() ? count.number() : 0;
        }
        return new BatchSums(
                places.values().stream().mapToLong(Long::longValue).sum(),
                places.getOrDefault("delivered", 0L),
                places.getOrDefault("rejected", 0L),
                places.getOrDefault("duplicate", 0L),
                places.getOrDefault("accepted", 0L)
                        + places.getOrDefault("sending", 0L)
                        + places.getOrDefault("waiting", 0L),
                places.getOrDefault("unknown", 0L),
                places.getOrDefault("dead", 0L),
                parked);
    }

    private static Count count(ResultSet row) throws SQLException {
        String place = place(row.getString(1), row.getString(2));
        boolean parked = place.equals("unknown") && row.getInt(3) != 0;
        return new Count(place, parked, row.getLong(4));
    }

    /** Where a row stands in a report: its intent's state, unless it made none of its own. */
    private static String place(String relation, String state) {
        return switch (relation) {
            case "duplicate" -> "duplicate";
            case "refused" -> "rejected";
            default -> state;
        };
    }

    static Optional<Instant> lastMove(Sql sql, String batch) throws SQLException {
        return sql.first(LAST_MOVE, row -> Columns.optionalInstant(row, 1).orElse(null), batch);
    }

    static List<Batches.Row> page(Sql sql, String batch, long after) throws SQLException {
        return sql.all(ROWS, BatchReport::row, batch, after, PAGE);
    }

    static List<Batches.Row> firstRows(Sql sql, String batch) throws SQLException {
        return sql.all(FIRST_ROWS, BatchReport::row, batch);
    }

    private static Batches.Row row(ResultSet row) throws SQLException {
        Optional<Intent> intent = row.getString(1) == null ? Optional.empty() : Optional.of(IntentRows.read(row));
        Optional<Reason> ofRow = Columns.reason(row, ROW + 2);
        return new Batches.Row(
                row.getLong(ROW),
                intent.map(Intent::key),
                place(
                        row.getString(ROW + 1),
                        intent.map(found -> found.state().label()).orElse("")),
                intent,
                ofRow.isPresent() ? ofRow : intent.flatMap(Intent::reason));
    }

    static void tell(BatchSums sums, Details details) {
        details.with("rows", sums.rows())
                .with("delivered", sums.delivered())
                .with("rejected", sums.rejected())
                .with("duplicate", sums.duplicate())
                .with("waiting", sums.waiting())
                .with("unknown", sums.unknown())
                .with("dead", sums.dead());
    }
}
