package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is due besides what can be claimed: leases that ended, probes. */
final class DueWork {

    private static final Reason LEASE_ENDED = new Reason(
            "LeaseEnded",
            "The attempt ended without a result, because the process stopped or took too long; the upstream is asked"
                    + " whether the ticket is there.");

    private DueWork() {}

    /** @param all whether a lease that still runs was left by a dead process too */
    static List<Intent> expireLeases(Transaction transaction, boolean all, Duration settle) throws SQLException {
        long endedBefore = all ? Long.MAX_VALUE : transaction.millis();
        List<Intent> ended = transaction
                .sql()
                .all(
                        IntentRows.SELECT
                                + "WHERE i.state = 'sending' AND i.lease_until < ? ORDER BY i.lease_until, i.key"
                                + transaction.dialect().forUpdateSkipLocked(),
                        IntentRows::read,
                        endedBefore);
        Instant probeAt = transaction.now().plus(settle);
        List<Intent> unknown = new ArrayList<>(ended.size());
        for (Intent intent : ended) {
            unknown.add(new Transitions(transaction)
                    .move(
                            intent,
                            new Settlement.Unknown(Optional.of(probeAt), LEASE_ENDED),
                            new Transitions.Cause("lease ended", true, true)));
        }
        return unknown;
    }

    static List<Intent> probesDue(Sql sql, Upstream upstream, long now, int limit) throws SQLException {
        return sql.all(
                "SELECT " + IntentRows.COLUMNS_AGED
                        + " FROM intent i WHERE i.state = 'unknown' AND i.parked = 0 AND i.upstream = ? AND i.not_before <= ?"
                        + " ORDER BY i.not_before LIMIT ?",
                IntentRows::read,
                upstream.label(),
                now,
                limit);
    }
}
