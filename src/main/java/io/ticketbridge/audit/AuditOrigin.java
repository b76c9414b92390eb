package io.ticketbridge.audit;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the audit files were written from the ledger in use. A ledger that was lost and made anew, or put back to an
 * earlier state, has forgotten tickets that were delivered, and would take their repetitions as new; the files still
 * tell of them. A crash never looks like that: it leaves records that are not marked, but no record without its event.
 */
public final class AuditOrigin {

    private AuditOrigin() {}

    /**
     * To be asked before anything is written to the files. Files that cannot be read, or whose last line is no record,
     * decide nothing here: health and {@code audit verify} tell of them.
     *
     * @param ledger its location, for people
     * @throws ConfigurationException when the newest record tells an event that the ledger does not have
     */
    public static void require(Settings settings, AuditTrail trail, String ledger) {
        Path folder = AuditSinks.folder(settings);
        new LedgerEvents(trail::find).firstUnknown(newestRecord(folder)).ifPresent(record -> {
            throw new ConfigurationException("The audit in " + folder + " goes on to record " + record.number()
                    + ", which the ledger " + ledger + " does not know: restore the ledger that belongs to it, or, when"
                    + " that is lost for good, move the audit folder away; tickets that were delivered may then be sent"
                    + " again when their callers repeat them.");
        });
    }

    private static List<AuditRecord> newestRecord(Path folder) {
        try {
            return Files.isDirectory(folder)
                    ? FileTail.of(folder, Optional.empty(), 1).unmarked()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
