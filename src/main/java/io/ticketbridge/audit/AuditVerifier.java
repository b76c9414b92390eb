package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Walks the audit files in order and finds the first record that was edited, removed, moved or cut off. Reads one line
 * at a time. A last line without its end, after the ledger's last record, is being written or was left by a crash; it
 * is nothing yet.
 */
public final class AuditVerifier {

    private final Optional<ChainEnd> ledgerEnd;
    private final boolean archived;
    private long first;
    private long number;
    private String hash = AuditRecord.GENESIS;
    private boolean metLedgerEnd;

    private AuditVerifier(Optional<ChainEnd> ledgerEnd, boolean archived) {
        this.ledgerEnd = ledgerEnd;
        this.archived = archived;
    }

    /**
     * @param ledgerEnd the end of the file sink's chain as the ledger has it; without it a cut-off end goes unnoticed
     * @throws IOException when a file cannot be read
     */
    public static Verdict verify(Path folder, Optional<ChainEnd> ledgerEnd) throws IOException {
        return new AuditVerifier(ledgerEnd, false).verify(folder);
    }

    /** As {@link #verify}, but older files may have been moved away: the chain begins where the oldest one begins. */
    public static Verdict verifyFromOldest(Path folder, Optional<ChainEnd> ledgerEnd) throws IOException {
        return new AuditVerifier(ledgerEnd, true).verify(folder);
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
                    Optional<String> fault = beingWritten ? Optional.empty() : check(line.toByteArray());
                    if (fault.isPresent()) {
                        return new Verdict.Broken(file, lastLine, fault.get());
                    }
                }
            }
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

    private Optional<String> check(byte[] line) {
        AuditRecord record;
        try {
            record = AuditRecord.parse(line);
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
