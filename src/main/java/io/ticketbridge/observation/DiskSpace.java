package io.ticketbridge.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The disk under the data folder. */
record DiskSpace(Path dataDir) {

    /** Below this, ledger, broker and audit may not be able to write. */
    static final long FLOOR_BYTES = 64L * 1024 * 1024;

    /** Free bytes; 0 when the folder cannot be looked at. */
    long freeBytes() {
        try {
            return Files.getFileStore(dataDir).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    Optional<String> fault() {
        return freeBytes() >= FLOOR_BYTES
                ? Optional.empty()
                : Optional.of("Less than " + FLOOR_BYTES / (1024 * 1024)
                        + " MiB free under ticketbridge.data.dir: free some space.");
    }
}
