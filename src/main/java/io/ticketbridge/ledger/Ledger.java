package io.ticketbridge.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
    public record Location(String url, Optional<String> user, Optional<String> password, Path dataDir) {

        /** For people: without user, password and the URL's parameters, which may hold them. */
        public String name() {
            return Dialect.of(this).name();
        }

        @Override
        public String toString() {
            return "Location[" + name() + "]";
        }
    }

    private final LedgerClock clock;
    private final Writer writer;
    private final GroupCommit writes;
    private final ReadPool reads;
    private final Intake intake;
    private final Deliveries deliveries;
    private final Replays replays;
    private final SecondLooks secondLooks;
    private final Inspection inspection;
    private final Batches batches;
    private final BatchControl batchControl;
    private final AuditTrail auditTrail;
    private final TokenVault tokenVault;
    private final Gates gates;
    private final ReplyOutbox replyOutbox;

    private Ledger(Dialect dialect, LedgerClock clock) {
        this.clock = clock;
        this.writer = new Writer(dialect, clock);
        this.writes = new GroupCommit(writer);
        this.reads = new ReadPool(dialect);
        this.intake = new Intake(writes, reads);
        this.deliveries = new Deliveries(dialect, writes, reads, clock);
        this.replays = new Replays(writes, reads);
        this.secondLooks = new SecondLooks(writes, reads, clock);
        this.inspection = new Inspection(reads, clock);
        this.batches = new Batches(writes, reads);
        this.batchControl = new BatchControl(writes);
        this.auditTrail = new AuditTrail(dialect, writes, reads);
        this.tokenVault = new TokenVault(dialect, writes, reads);
        this.gates = new Gates(writes, reads);
        this.replyOutbox = new ReplyOutbox(writes, reads);
    }

    /**
     * Opens the store and brings its schema up to date.
     *
     * @param clock the machine's clock; the ledger corrects it by the database's
     * @throws IllegalArgumentException when the URL names neither SQLite nor PostgreSQL
     * @throws LedgerUnavailableException when the store cannot be reached, written or understood
     */
    public static Ledger open(Location location, Clock clock) {
        Dialect dialect = Dialect.of(location);
        dialect.prepare();
        LedgerClock corrected = new LedgerClock(clock);
        try (Connection connection = dialect.connect()) {
            new Schema(dialect).bringUpToDate(connection);
            corrected.measure(dialect, connection);
        } catch (SQLException e) {
            throw WriteFailure.unavailable(dialect, e);
        }
        return new Ledger(dialect, corrected);
    }

    /** The one clock of every time that is kept: the database's, whatever this machine thinks. */
    public Clock clock() {
        return clock;
    }

    public Intake intake() {
        return intake;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Replays replays() {
        return replays;
    }

    public SecondLooks secondLooks() {
        return secondLooks;
    }

    public Inspection inspection() {
        return inspection;
    }

    public Batches batches() {
        return batches;
    }

    public BatchControl batchControl() {
        return batchControl;
    }

    public AuditTrail auditTrail() {
        return auditTrail;
    }

    public TokenVault tokenVault() {
        return tokenVault;
    }

    public Gates gates() {
        return gates;
    }

    public ReplyOutbox replyOutbox() {
        return replyOutbox;
    }

    /** Returns when something that means nothing has been written and committed, as a ticket would be. */
    public void proveWritable() {
        writes.commit(transaction -> {
            transaction.dialect().tryToWrite(transaction.sql());
            return true;
        });
    }

    /** Commits made and members they carried, since the ledger was opened. */
    public CommitCounts commitCounts() {
        return writer.counts();
    }

    /** Statements that the writer has run for its commits, since the ledger was opened. */
    long writtenStatements() {
        return writer.statements();
    }

    public record CommitCounts(long commits, long members) {}

    /** Commits what is under way and closes the store; later calls throw {@link LedgerUnavailableException}. */
    @Override
    public void close() {
        auditTrail.close();
        writes.close();
        reads.close();
    }
}
