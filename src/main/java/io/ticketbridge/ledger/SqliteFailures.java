package io.ticketbridge.ledger;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * By SQLite's result codes (sqlite.org/rescode.html).
 *
 * @param file the database
 */
record SqliteFailures(Path file) implements StoreFailures {

    private static final int CODE_MASK = 0xff;
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int TOOBIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;
    private static final int RANGE = 25;
    private static final int NOTADB = 26;

    @Override
    public boolean isTransient(SQLException failure) {
        return false;
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        return switch (failure.getErrorCode() & CODE_MASK) {
            case PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB -> true;
            default -> false;
        };
    }

    @Override
    public boolean isCausedByData(SQLException failure) {
        return switch (failure.getErrorCode() & CODE_MASK) {
            case TOOBIG, CONSTRAINT, MISMATCH, RANGE -> true;
            default -> false;
        };
    }

    /** Only a failed write or sync can leave the whole commit in the log; a full disk leaves it without its end. */
    @Override
    public boolean mayHaveCommitted(SQLException failure) {
        return (failure.getErrorCode() & CODE_MASK) == IOERR;
    }

    @Override
    public boolean isWorthReconnecting(SQLException failure) {
        return false;
    }

    @Override
    public String explain(SQLException failure) {
        String what =
                switch (failure.getErrorCode() & CODE_MASK) {
                    case BUSY, LOCKED -> " is locked by another program; end it, or wait.";
                    case PERM, READONLY -> " cannot be written; make the file and its folder writable.";
                    case FULL -> " cannot grow: the disk is full; free some space.";
                    case CANTOPEN -> " cannot be opened; check that its folder exists and is writable.";
                    case CORRUPT, NOTADB -> " is damaged or no SQLite database; restore it from a backup.";
                    default -> " cannot be read or written; check the disk.";
                };
        return "The ledger " + file + what;
    }
}
