package io.ticketbridge.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * One open ledger and its parts. Every write returns only after its commit is on disk. Thread-safe.
 *
 * <p>All parts throw {@link LedgerUnavailableException} when the store cannot be reached or written.
 */
public final class Ledger implements AutoCloseable {

    /**
     * Where the ledger is. {@code url} is {@code jdbc:sqlite:…} or {@code jdbc:postgresql://…} (user and password in
     * the URL or separate).
     */
    public record Location(String url, Optional<String> user, Optional<String> password, Path dataDir) {}

    /**
     * Opens the store and brings its schema up to date. @param clock the machine's clock; the ledger corrects it by the
     * database's
     */
    public static Ledger open(Location location, Clock clock) {
        throw new AssertionError("skeleton");
    }

    /** The one clock of every time that is kept: the database's, whatever this machine thinks. */
    public Clock clock() {
        throw new AssertionError("skeleton");
    }

    public Intake intake() {
        throw new AssertionError("skeleton");
    }

    public Deliveries deliveries() {
        throw new AssertionError("skeleton");
    }

    public Inspection inspection() {
        throw new AssertionError("skeleton");
    }

    public Batches batches() {
        throw new AssertionError("skeleton");
    }

    public AuditTrail auditTrail() {
        throw new AssertionError("skeleton");
    }

    public TokenVault tokenVault() {
        throw new AssertionError("skeleton");
    }

    public Gates gates() {
        throw new AssertionError("skeleton");
    }

    public ReplyOutbox replyOutbox() {
        throw new AssertionError("skeleton");
    }

    /** Commits made and members they carried, since the ledger was opened. */
    public CommitCounts commitCounts() {
        throw new AssertionError("skeleton");
    }

    public record CommitCounts(long commits, long members) {}

    @Override
    public void close() {
        throw new AssertionError("skeleton");
    }
}
