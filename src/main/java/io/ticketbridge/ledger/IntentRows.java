package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes rows of the table {@code intent}. */
final class IntentRows {

    /** The columns {@link #read} expects, from the first of the row on. */
    static final String COLUMNS = "i.key, i.door, i.upstream, i.application, i.account, i.state, i.revision,"
            + " i.content_hash, i.accepted_at, i.updated_at, i.not_before, i.attempts, i.charged, i.probes, i.parked,"
            + " i.possible_double, i.reason_code, i.reason_text, i.ticket_id, i.evidence, i.batch, i.row_no,"
            + " i.settled_at";

    /** The same after an update: SQLite knows no alias there. */
    static final String RETURNED = COLUMNS.replace("i.", "");

    /** The same, with an age that begins anew when a batch goes on that was held back. */
    static final String COLUMNS_AGED = COLUMNS.replace(
            "i.accepted_at",
            "COALESCE((SELECT b.resumed_at FROM batch b WHERE b.id = i.held_by AND b.resumed_at > i.accepted_at),"
                    + " i.accepted_at)");

    /** How many they are. */
    static final int COUNT = 23;

    static final String SELECT = "SELECT " + COLUMNS + " FROM intent i ";

    private static final String INSERT = "INSERT INTO intent (key, door, upstream, application, account, state,"
            + " revision, content_hash, born_at, accepted_at, updated_at, not_before, attempts, charged, probes,"
            + " parked, possible_double, reason_code, reason_text, batch, row_no, held_by, settled_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?)";

    private static final String REVISE = "UPDATE intent SET door = ?, application = ?,"
            + " account = COALESCE(?, account), state = ?,"
            + " revision = revision + 1, content_hash = ?, accepted_at = ?, updated_at = ?, not_before = ?,"
            + " charged = 0, probes = 0, parked = 0, reason_code = ?, reason_text = ?,"
            + " batch = COALESCE(?, batch), row_no = COALESCE(?, row_no),"
            + " held_by = ?, settled_at = ? WHERE key = ?";

    /** A condition on {@code intent i}: no switch of a batch holds it back. */
    static final String NOT_HELD =
            "NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = i.held_by AND b.control <> 'running')";

    /** Set by each claim. A request that is frozen keeps its likeness. */
    private static final String CLAIMED = "UPDATE intent AS i SET state = 'sending', attempts = attempts + 1,"
            + " likeness = COALESCE((SELECT r.likeness FROM request r WHERE r.key = i.key), ?),"
            + " lease_until = ?, updated_at = ?, not_before = accepted_at";

    private static final String CLAIMABLE =
            " WHERE key = ? AND revision = ? AND state IN ('accepted', 'waiting') AND not_before <= ?";

    /** A batch that was held back gives its rows the age of its resumption. */
    private static final String CLAIM = CLAIMED
            + ", accepted_at = COALESCE((SELECT b.resumed_at FROM batch b"
            + " WHERE b.id = i.held_by AND b.resumed_at > i.accepted_at), accepted_at)"
            + CLAIMABLE + " AND " + NOT_HELD + " RETURNING " + RETURNED;

    /** Only while it is as it was read and keeps its age: then nothing of the row need be read again. */
    private static final String CLAIM_KNOWN = CLAIMED
            + CLAIMABLE + " AND updated_at = ? AND attempts = ? AND NOT EXISTS (SELECT 1 FROM batch b"
            + " WHERE b.id = i.held_by AND (b.control <> 'running' OR b.resumed_at > i.accepted_at))";

    private IntentRows() {}

    static Intent read(ResultSet row) throws SQLException {
        String batch = row.getString(21);
        return new Intent(
                row.getString(1),
                row.getString(2),
                Upstream.ofLabel(row.getString(3)),
                row.getString(4),
                Columns.text(row, 5),
                State.ofLabel(row.getString(6)),
                row.getInt(7),
                row.getString(8),
                Columns.instant(row, 9),
                Columns.instant(row, 10),
                Columns.instant(row, 11),
                row.getInt(12),
                row.getInt(13),
                row.getInt(14),
                row.getInt(15) != 0,
                row.getInt(16) != 0,
                Columns.reason(row, 17),
                Columns.optionalLong(row, 19),
                Columns.text(row, 20),
                batch == null ? Optional.empty() : Optional.of(new BatchRow(batch, row.getLong(22))),
                Columns.optionalInstant(row, 23));
    }

    static Optional<Intent> find(Sql sql, String key) throws SQLException {
        return sql.first(SELECT + "WHERE i.key = ?", IntentRows::read, key);
    }

    /** The intent, which nobody else changes until this transaction ends. */
    static Optional<Intent> lock(Transaction transaction, String key) throws SQLException {
        return transaction
                .sql()
                .first(SELECT + "WHERE i.key = ?" + transaction.dialect().forUpdate(), IntentRows::read, key);
    }

    static Intent get(Sql sql, String key) throws SQLException {
        return find(sql, key).orElseThrow(() -> new IllegalArgumentException("The ledger has no ticket key " + key));
    }

    /** Writes a new intent: accepted, or rejected when the submission says so. @return it, as it would be read */
    static Intent insert(Transaction transaction, String key, Submission submission) throws SQLException {
        long now = transaction.millis();
        Optional<Reason> rejection = submission.rejection();
        transaction
                .sql()
                .update(
                        INSERT,
                        key,
                        submission.door(),
                        submission.upstream().label(),
                        submission.application(),
                        submission.account().orElse(null),
                        bornState(submission).label(),
                        submission.contentHash(),
                        now,
                        now,
                        now,
                        now,
                        rejection.map(Reason::code).orElse(null),
                        rejection.map(Reason::text).orElse(null),
                        submission.row().map(BatchRow::batch).orElse(null),
                        submission.row().map(BatchRow::row).orElse(null),
                        heldBy(submission),
                        rejection.isPresent() ? (Long) now : null);
        return born(transaction, key, submission);
    }

    private static Intent born(Transaction transaction, String key, Submission submission) {
        Instant now = Instant.ofEpochMilli(transaction.millis());
        return new Intent(
                key,
                submission.door(),
                submission.upstream(),
                submission.application(),
                submission.account(),
                bornState(submission),
                1,
                submission.contentHash(),
                now,
                now,
                now,
                0,
                0,
                0,
                false,
                false,
                submission.rejection(),
                OptionalLong.empty(),
                Optional.empty(),
                submission.row().map(row -> new BatchRow(row.batch(), row.row())),
                submission.rejection().map(reason -> now));
    }

    /** Gives an intent the new content's marks; its bodies are the caller's business. */
    static void revise(Transaction transaction, String key, Submission submission) throws SQLException {
        long now = transaction.millis();
        Optional<Reason> rejection = submission.rejection();
        transaction
                .sql()
                .update(
                        REVISE,
                        submission.door(),
                        submission.application(),
                        submission.account().orElse(null),
                        bornState(submission).label(),
                        submission.contentHash(),
                        now,
                        now,
                        now,
                        rejection.map(Reason::code).orElse(null),
                        rejection.map(Reason::text).orElse(null),
                        submission.row().map(BatchRow::batch).orElse(null),
                        submission.row().map(BatchRow::row).orElse(null),
                        heldBy(submission),
                        rejection.isPresent() ? (Long) now : null,
                        key);
    }

    /** The switch of its batch; the rows of the first sample, and what comes alone, have none. */
    private static String heldBy(Submission submission) {
        return submission.row().filter(row -> !row.first()).map(BatchRow::batch).orElse("");
    }

    private static State bornState(Submission submission) {
        return submission.rejection().isPresent() ? State.REJECTED : State.ACCEPTED;
    }

    /** The claimed intent; empty = somebody else was quicker, or its batch is held back. */
    static Optional<Intent> claim(
            Transaction transaction, String key, int revision, Instant leaseUntil, String likeness)
            throws SQLException {
        return transaction
                .sql()
                .first(
                        CLAIM,
                        IntentRows::read,
                        likeness,
                        leaseUntil.toEpochMilli(),
                        transaction.millis(),
                        key,
                        revision,
                        transaction.millis());
    }

    /** The same for one that is known; empty = it has changed since, or its age has, or it cannot be claimed. */
    static Optional<Intent> claim(Transaction transaction, Intent known, Instant leaseUntil, String likeness)
            throws SQLException {
        int claimed = transaction
                .sql()
                .update(
                        CLAIM_KNOWN,
                        likeness,
                        leaseUntil.toEpochMilli(),
                        transaction.millis(),
                        known.key(),
                        known.revision(),
                        transaction.millis(),
                        known.updatedAt().toEpochMilli(),
                        known.attempts());
        return claimed == 1 ? Optional.of(known.sending(Instant.ofEpochMilli(transaction.millis()))) : Optional.empty();
    }
}
