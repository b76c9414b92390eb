package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of some batches have a content, compactly: eight bytes a row, 8 MB for a million. Part of the hash only,
 * so that a row it names must be looked at. Thread-safe.
 */
final class RowContents {

    private static final int ROW_BITS = 28;
    private static final long ROW = (1L << ROW_BITS) - 1;
    private static final int PAGE = 10_000;

    private static final String NOT_REJECTED = "SELECT r.row_no, i.content_hash FROM batch_row r"
            + " JOIN intent i ON i.key = r.key WHERE r.batch = ? AND r.row_no > ? AND i.state <> 'rejected'"
            + " AND (i.batch IS NULL OR i.batch <> ?) ORDER BY r.row_no LIMIT ?";

    private long[] packed = new long[PAGE];
    private int size;

    private RowContents() {}

    private record RowHash(long row, String hash) {}

    /** Of the rows that are not rejected. @param but the batch whose own rows do not count */
    static RowContents of(ReadPool reads, List<String> batches, String but) {
        RowContents contents = new RowContents();
        for (String batch : batches) {
            List<RowHash> page = page(reads, batch, 0, but);
            while (!page.isEmpty()) {
                page.forEach(found -> contents.add(found.row(), found.hash()));
                page = page(reads, batch, page.get(page.size() - 1).row(), but);
            }
        }
        contents.finish();
        return contents;
    }

    private static List<RowHash> page(ReadPool reads, String batch, long after, String but) {
        return reads.read(sql -> page(sql, batch, after, but));
    }

    private static List<RowHash> page(Sql sql, String batch, long after, String but) throws SQLException {
        return sql.all(NOT_REJECTED, row -> new RowHash(row.getLong(1), row.getString(2)), batch, after, but, PAGE);
    }

    private void add(long row, String hash) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size + size / 2);
        }
        packed[size++] = prefix(hash) | (row & ROW);
    }

    private void finish() {
        Arrays.sort(packed, 0, size);
        packed = Arrays.copyOf(packed, size);
    }

    /** The rows that may have this content, ascending. */
    List<Long> rowsLike(String hash) {
        long prefix = prefix(hash);
        int found = Arrays.binarySearch(packed, prefix);
        int from = found < 0 ? -found - 1 : found;
        return Arrays.stream(packed, from, size)
                .takeWhile(each -> (each & ~ROW) == prefix)
                .mapToObj(each -> each & ROW)
                .toList();
    }

    /** FNV-1a, as far as the row leaves room. */
    private static long prefix(String hash) {
        long value = 0xcbf29ce484222325L;
        for (int i = 0; i < hash.length(); i++) {
            value = (value ^ hash.charAt(i)) * 0x100000001b3L;
        }
        return value & ~ROW;
    }
}
