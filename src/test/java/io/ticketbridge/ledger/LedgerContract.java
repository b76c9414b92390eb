package io.ticketbridge.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every contract test has at hand: an open ledger on a fresh store. */
abstract class LedgerContract {

    static final Duration LEASE = Duration.ofSeconds(40);

    final ShiftedClock machine = new ShiftedClock();
    Ledger ledger;

    abstract TestStore store();

    @BeforeEach
    void openLedger() {
        ledger = store().open(machine);
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    /** Lets time pass. */
    final void advance(Duration by) {
        store().advance(machine, by);
    }

    final Clock clock() {
        return ledger.clock();
    }

    final Acceptance accept(Submission submission) {
        return ledger.intake().accept(List.of(submission), Optional.empty()).get(0);
    }

    final Intent find(String key) {
        return ledger.inspection().find(key).orElseThrow();
    }

    final Claim claim(String key) {
        return ledger.deliveries()
                .claim(key, find(key).revision(), Tickets.request("request of " + key), LEASE)
                .orElseThrow();
    }

    final Intent settle(Claim claim, String outcome, Settlement settlement) {
        boolean charged = outcome.equals("unknown") || outcome.equals("rejected");
        return ledger.deliveries()
                .settle(claim, Tickets.result(claim, clock().instant(), outcome, charged), settlement);
    }

    final List<String> eventTypes(String key) {
        return ledger.inspection().events(key).stream()
                .map(AuditTrail.Event::type)
                .toList();
    }
}
