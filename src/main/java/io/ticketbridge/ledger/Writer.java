package io.ticketbridge.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs groups of members on the writing connection, and makes a new one after an outage. For one thread. */
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final int TRIES_ALONE = 8;

    private final Dialect dialect;
    private final LedgerClock clock;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong members = new AtomicLong();
    private final AtomicLong statements = new AtomicLong();
    private Sql sql;

    Writer(Dialect dialect, LedgerClock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    Ledger.CommitCounts counts() {
        return new Ledger.CommitCounts(commits.get(), members.get());
    }

    /** Statements that went to the database for these commits, failed groups included. */
    long statements() {
        return statements.get();
    }

    /** Never throws: every member of the group learns what became of it. */
    void write(List<Member<?>> group) {
        try {
            writeOrTell(group);
        } catch (RuntimeException | Error e) {
            LOG.error("The ledger's writer met what it should not, and goes on with a new connection", e);
            disconnect();
            fail(group, e);
        }
    }

    private void writeOrTell(List<Member<?>> group) {
        Stop stop = together(group, sql != null);
        if (stop == null) {
            return;
        }
        if (stop.outage()) {
            fail(group, stop.cause());
        } else {
            group.forEach(this::alone);
        }
    }

    private void alone(Member<?> member) {
        List<Member<?>> only = List.of(member);
        Stop stop = together(only, false);
        for (int tries = 1; stop != null && stop.mayPass() && tries < TRIES_ALONE; tries++) {
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(1, 10 * tries)));
            stop = together(only, false);
        }
        if (stop != null) {
            fail(only, stop.cause());
        }
    }

    /** Why a group was not committed; nothing of it was kept unless the commit itself was cut off. */
    private record Stop(Throwable cause, boolean outage, boolean mayPass) {}

    /** @param again whether a dead connection is worth a second try on a fresh one */
    private Stop together(List<Member<?>> group, boolean again) {
        boolean committing = false;
        try {
            Sql current = connected();
            EventGroup events = new EventGroup(dialect, current);
            dialect.begin(current);
            for (Member<?> member : group) {
                member.run(new Transaction(current, events, clock.instant(), dialect));
            }
            events.write();
            committing = true;
            dialect.commit(current);
            statements.addAndGet(current.takeExecuted());
        } catch (SQLException e) {
            if (dialect.failures().isUnavailable(e)) {
                disconnect();
                return again && !committing && dialect.failures().isWorthReconnecting(e)
                        ? together(group, false)
                        : new Stop(unavailable(e, committing), true, false);
            }
            return rolledBack(e, dialect.failures().isTransient(e));
        } catch (RuntimeException | Error e) {
            return rolledBack(e, false);
        }
        commits.incrementAndGet();
        members.addAndGet(group.size());
        group.forEach(Member::committed);
        return null;
    }

    private LedgerUnavailableException unavailable(SQLException cause, boolean committing) {
        return committing ? WriteFailure.atCommit(dialect, cause) : WriteFailure.unavailable(dialect, cause);
    }

    private Stop rolledBack(Throwable cause, boolean mayPass) {
        try {
            if (sql != null) {
                dialect.rollback(sql);
            }
        } catch (SQLException e) {
            LOG.debug("The ledger's connection could not roll back and is replaced", e);
            disconnect();
        }
        return new Stop(WriteFailure.ofMember(dialect, cause), false, mayPass);
    }

    private static void fail(List<Member<?>> group, Throwable cause) {
        group.forEach(member -> member.failed(cause));
    }

    private Sql connected() throws SQLException {
        if (sql == null) {
            Connection connection = dialect.connect();
            sql = new Sql(connection);
        }
        clock.measureWhenDue(dialect, sql.connection());
        return sql;
    }

    /** Called now and then when nobody writes: keeps the clock's offset fresh. */
    void idle() {
        if (sql != null) {
            try {
                clock.measureWhenDue(dialect, sql.connection());
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The ledger's connection broke while idle and is replaced", e);
                disconnect();
            }
        }
    }

    private void disconnect() {
        if (sql != null) {
            try {
                sql.connection().close();
            } catch (SQLException e) {
                LOG.debug("The ledger's connection was already dead", e);
            }
            sql = null;
        }
    }

    void close() {
        disconnect();
    }
}
