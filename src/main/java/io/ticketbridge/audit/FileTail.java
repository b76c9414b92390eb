package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How the audit files end, compared with what the ledger has marked as relayed.
 *
 * @param end where the chain goes on
 * @param unmarked records in the files that the ledger has not marked, oldest first
 * @param mended what had to be said about the files
 */
record FileTail(Optional<ChainEnd> end, List<AuditRecord> unmarked, Optional<String> mended) {

    /** @param most records to look back for the ledger's end; more than were ever written before a mark */
    static FileTail of(Path folder, Optional<ChainEnd> marked, int most) throws IOException {
        Optional<Path> newest = AuditFolder.newest(folder);
        if (newest.isPresent()) {
            AuditFolder.cutIncompleteLine(newest.get());
        }
        List<AuditRecord> records = lastRecords(folder, marked, most);
        if (marked.isEmpty()) {
            return new FileTail(last(records).map(AuditRecord::end), records, Optional.empty());
        }
        boolean anchored = !records.isEmpty()
                && records.get(0).number() == marked.get().number()
                && records.get(0).hash().equals(marked.get().hash());
        if (!anchored) {
            return new FileTail(
                    marked,
                    List.of(),
                    Optional.of("The audit files in " + folder + " do not end as the ledger says (record "
                            + marked.get().number() + "); writing goes on after it, run `audit verify`"));
        }
        return new FileTail(
                last(records).map(AuditRecord::end), List.copyOf(records.subList(1, records.size())), Optional.empty());
    }

    private static Optional<AuditRecord> last(List<AuditRecord> records) {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    }

    /** The newest records that hold together, oldest first, back to the marked one at most. */
    private static List<AuditRecord> lastRecords(Path folder, Optional<ChainEnd> marked, int most) throws IOException {
        Deque<AuditRecord> records = new ArrayDeque<>();
        List<Path> newestFirst = new ArrayList<>(AuditFolder.files(folder));
        Collections.reverse(newestFirst);
        for (Path file : newestFirst) {
            if (!addLast(file, marked, most, records)) {
                break;
            }
        }
        return new ArrayList<>(records);
    }

    private static boolean addLast(Path file, Optional<ChainEnd> marked, int most, Deque<AuditRecord> records)
            throws IOException {
        try (BackwardLines lines = new BackwardLines(file)) {
            for (Optional<BackwardLines.Line> line = lines.previous(); line.isPresent(); line = lines.previous()) {
                AuditRecord record = AuditRecord.parse(line.get().bytes());
                boolean holds = records.isEmpty() || records.peekFirst().follows(record.number(), record.hash());
                if (!holds || records.size() >= most) {
                    return false;
                }
                records.addFirst(record);
                if (marked.isPresent() && record.number() <= marked.get().number()) {
                    return false;
                }
            }
            return true;
        } catch (BadRecordException e) {
            return false;
        }
    }
}
