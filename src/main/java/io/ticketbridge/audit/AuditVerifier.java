package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the audit files in order and finds the first record that was edited, removed, moved or cut off, or tells an
 * event that the ledger does not have. Reads one line at a time. A last line without its end, after the ledger's last
 * record, is being written or was left by a crash; it is nothing yet.
 */
public final class AuditVerifier {

    /** As many records as the ledger is asked for at once. */
    private static final int GROUP = 500;

    /** A record and where it stands. */
    private record Placed(AuditRecord record, Path file, long line) {}

    private final Optional<ChainEnd> ledgerEnd;
    private final LedgerEvents events;
    private final boolean archived;
    private final List<Placed> unasked = new ArrayList<>();
    private long first;
    private long number;
    private String hash = AuditRecord.GENESIS;
    private boolean metLedgerEnd;

    private AuditVerifier(Optional<ChainEnd> ledgerEnd, LedgerEvents events, boolean archived) {
        this.ledgerEnd = ledgerEnd;
        this.events = events;
        this.archived = archived;
    }

    /**
     * @param ledgerEnd the end of the file sink's chain as the ledger has it; without it a cut-off end goes unnoticed
     * @param events those of the ledger; asked while the files are read
     * @throws IOException when a file cannot be read
     */
    public static Verdict verify(Path folder, Optional<ChainEnd> ledgerEnd, LedgerEvents events) throws IOException {
        return new AuditVerifier(ledgerEnd, events, false).verify(folder);
    }

    /** As {@link #verify}, but older files may have been moved away: the chain begins where the oldest one begins. */
    public static Verdict verifyFromOldest(Path folder, Optional<ChainEnd> ledgerEnd, LedgerEvents events)
            throws IOException {
        return new AuditVerifier(ledgerEnd, events, true).verify(folder);
    }

    private Verdict verify(Path folder) throws IOException {
        return verify(Files.isDirectory(folder) ? AuditFolder.files(folder) : List.of(), folder);
    }

    private Verdict verify(List<Path> files, Path folder) throws IOException {
        long lastLine = 0;
        for (Path file : files) {
            lastLine = 0;
            try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int end = readLine(content, line); end == '\n' || line.size() > 0; end = readLine(content, line)) {
                    lastLine++;
                    boolean beingWritten = end != '\n' && metLedgerEnd;
                    Optional<Verdict> fault =
                            beingWritten ? Optional.empty() : check(line.toByteArray(), file, lastLine);
                    if (fault.isPresent()) {
                        return fault.get();
                    }
                }
            }
        }
        Optional<Verdict> unknown = unknown();
        if (unknown.isPresent()) {
            return unknown.get();
        }
        if (ledgerEnd.isPresent() && !metLedgerEnd) {
            Path end = files.isEmpty() ? folder : files.get(files.size() - 1);
            return new Verdict.Broken(
                    end,
                    lastLine + 1,
                    "record " + (number + 1) + " is missing: the files end with record " + number
                            + ", the ledger wrote record " + ledgerEnd.get().number());
        }
        return new Verdict.Whole(first, number);
    }

    private Optional<Verdict> check(byte[] bytes, Path file, long line) {
        Optional<String> fault = fault(bytes, file, line);
        Optional<Verdict> unknown = fault.isPresent() || unasked.size() >= GROUP ? unknown() : Optional.empty();
        return unknown.or(() -> fault.map(why -> new Verdict.Broken(file, line, why)));
    }

    /** The first of the records not yet asked for that the ledger does not know. */
    private Optional<Verdict> unknown() {
        Optional<AuditRecord> unknown =
                events.firstUnknown(unasked.stream().map(Placed::record).toList());
        Optional<Verdict> broken = unasked.stream()
                .filter(placed -> unknown.filter(placed.record()::equals).isPresent())
                .findFirst()
                .map(placed -> new Verdict.Broken(
                        placed.file(),
                        placed.line(),
                        "record " + placed.record().number() + " tells event "
                                + placed.record().eventId()
                                + ", which the ledger does not have: the record was written from another ledger, or"
                                + " the ledger was put back to an earlier state"));
        unasked.clear();
        return broken;
    }

    private Optional<String> fault(byte[] bytes, Path file, long line) {
        AuditRecord record;
        try {
            record = AuditRecord.parse(bytes);
        } catch (BadRecordException e) {
            return Optional.of("record " + (number + 1) + " " + e.getMessage());
        }
        boolean begins = first == 0 && (archived && record.number() > 1 || record.follows(0, AuditRecord.GENESIS));
        if (!begins && !record.follows(number, hash)) {
            return Optional.of(misplaced(record));
        }
        first = first == 0 ? record.number() : first;
        number = record.number();
        hash = record.hash();
        unasked.add(new Placed(record, file, line));
        if (ledgerEnd.isPresent() && ledgerEnd.get().number() == number) {
            metLedgerEnd = true;
            if (!ledgerEnd.get().hash().equals(hash)) {
                return Optional.of("record " + number + " is not the one the ledger wrote: the files were made anew");
            }
        }
        return Optional.empty();
    }

    private String misplaced(AuditRecord record) {
        if (record.number() == number + 1) {
            return "record " + record.number() + " does not follow record " + number + ": one of them was replaced";
        }
        String why = "record " + (number + 1) + " is missing or was moved: record " + record.number()
                + " stands in its place";
        return first == 0 ? why + " (--archived when older files were moved away on purpose)" : why;
    }

    /** Reads a line without its end. @return the line end, or below 0 when the file ended without one */
    private static int readLine(InputStream content, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int next = content.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = content.read();
        }
        return next;
    }
}
