package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A batch that corrects others: its rows take the place of theirs. Rows must keep their places, or a line that was
 * deleted would let every later row take the place of another and be sent twice.
 *
 * @param chain the batches it corrects, the last first
 * @param contents of their rows that are not rejected
 */
record Correction(String batch, List<String> chain, RowContents contents) {

    /**
     * The ticket of another row that this content was sent as, or is about to be.
     *
     * @param own the ticket in the place of this row
     * @param same that one has this content already; another that always had it too is an equal row of the file, and
     *     only one that got it by an earlier correction, whose lines had moved, counts
     */
    Optional<Intent> elsewhere(Sql sql, Submission submission, Optional<String> own, boolean same) throws SQLException {
        if (!isByPlace(submission)) {
            return Optional.empty();
        }
        for (long row : contents.rowsLike(submission.contentHash())) {
            for (String corrected : chain) {
                Optional<Intent> intent = intent(sql, corrected, row)
                        .filter(found -> !own.equals(Optional.of(found.key())))
                        .filter(found -> counts(found) && found.contentHash().equals(submission.contentHash()));
                if (intent.isPresent() && (!same || mayHaveMoved(intent.get()))) {
                    return intent;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the content may have come to its place by a correction. An equal row of the file that an earlier
     * correction has sent looks the same, and is left to a person.
     */
    private boolean mayHaveMoved(Intent intent) {
        boolean isOriginal = intent.revision() == 1
                && intent.row().filter(born -> born.batch().equals(root())).isPresent();
        return !isOriginal;
    }

    /** The batch whose rows gave the places their identities. */
    private String root() {
        return chain.get(chain.size() - 1);
    }

    /** Whether its place alone says which row it is, and neither a key nor columns do. */
    private boolean isByPlace(Submission submission) {
        String place = root() + ":";
        return submission.identities().stream()
                .anyMatch(identity -> identity.kind() == Identity.Kind.FILE
                        && identity.value().startsWith(place));
    }

    private static Optional<Intent> intent(Sql sql, String batch, long row) throws SQLException {
        Optional<String> key = CorrectedRows.key(sql, List.of(batch), row);
        return key.isPresent() ? IntentRows.find(sql, key.get()) : Optional.empty();
    }

    /** What this batch has corrected itself is a row of its own now. */
    private boolean counts(Intent intent) {
        boolean ofThis = intent.row().filter(row -> row.batch().equals(batch)).isPresent();
        return intent.state() != State.REJECTED && !ofThis;
    }

    /** Whether this very row has brought the intent to where it is. */
    static boolean isOwnWork(Intent intent, Submission submission) {
        return intent.row()
                .map(row -> row.batch() + ":" + row.row())
                .equals(submission.row().map(row -> row.batch() + ":" + row.row()));
    }

    static Reason moved(Intent other) {
        String where = other.row().map(row -> ", row " + row.row()).orElse("");
        return new Reason(
                "RowMoved",
                "Its content is that of ticket " + other.key() + where + ", which is "
                        + other.state().label()
                        + "; rows must keep their places in a correction: put back the lines that were deleted or"
                        + " inserted before this one, or name each row in a column ticketbridge_key.");
    }
}
