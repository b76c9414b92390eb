package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Optional;

/** Compares a file that is not what it was with what the ledger holds of it, to say where it changed. */
final class Divergence {

    private final RowReader rows;
    private Optional<Long> first = Optional.empty();
    private long compared;

    private Divergence(RowReader rows) {
        this.rows = rows;
    }

    static UnusableFileException of(Batches batches, Batches.Batch batch, RowReader rows) {
        Divergence divergence = new Divergence(rows);
        batches.forEachRow(batch.id(), divergence::compare);
        String where = divergence
                .first
                .map(row -> "row " + row + " is not the row that was taken")
                .orElse("it differs after row " + divergence.compared + ", up to which it was taken");
        return new UnusableFileException(
                UnusableFileException.CHANGED,
                "The file was changed before it was read to its end: " + where
                        + ". Nothing more of it is taken; drop the original file again to go on where it stopped.");
    }

    private void compare(Batches.Row taken) {
        if (first.isPresent()) {
            return;
        }
        Optional<FileRow> now = read();
        compared = taken.row();
        if (now.isEmpty()
                || !taken.intent().map(intent -> isSame(intent, now.get())).orElse(true)) {
            first = Optional.of(taken.row());
        }
    }

    private Optional<FileRow> read() {
        try {
            return rows.next();
        } catch (UnusableFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The changed file cannot be read", e);
        }
    }

    private static boolean isSame(Intent intent, FileRow row) {
        return intent.revision() > 1
                || intent.contentHash().equals(rawHash(row.fields()))
                || (TicketCheck.check(row.fields()) instanceof TicketCheck.Result.Valid valid
                        && intent.contentHash().equals(valid.ticket().contentHash()));
    }

    /** The content hash of a row that was recorded as invalid. */
    private static String rawHash(TicketFields fields) {
        return HexFormat.of().formatHex(Sha256.begin().digest(fields.toJson()));
    }
}
