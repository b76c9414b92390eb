package io.ticketbridge.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The pending records of one Camel endpoint, for its route. A record is sent before it is marked: a crash between the
 * two sends it again, and its receiver knows it by its {@code event}. Used by one route, one exchange at a time.
 */
public final class EndpointRelay {

    private static final int BATCH = 200;

    private final String uri;
    private final Backlog backlog;
    private final AuditEncoder encoder;
    private final SinkHealth health;
    private final List<AuditRecord> taken = new ArrayList<>();
    private boolean whole = true;

    EndpointRelay(String uri, Backlog backlog, AuditEncoder encoder, SinkHealth health) {
        this.uri = uri;
        this.backlog = backlog;
        this.encoder = encoder;
        this.health = health;
    }

    /** The endpoint; a bean tells it because a property would lose its backslashes and show in the start's log. */
    public String uri() {
        return uri;
    }

    /** The next records, in order, as they follow what the ledger has marked; none while another engine sends them. */
    public synchronized List<AuditRecord> pending() {
        taken.clear();
        whole = true;
        if (!backlog.isMyTurn()) {
            return List.of();
        }
        return encoder.encode(backlog.pending(BATCH), backlog.chainEnd());
    }

    /**
     * The endpoint took this record. A slow one takes long for all of them: the turn is asked for anew each time, so
     * that it does not end meanwhile.
     *
     * @throws IllegalStateException when another engine sends by now, so that the rest must not be sent by this one
     */
    public synchronized void took(AuditRecord record) {
        taken.add(record);
        if (!backlog.isMyTurn()) {
            throw new IllegalStateException("Another engine sends the audit's records by now.");
        }
    }

    /** Something failed; what the endpoint did not take stays pending. */
    public synchronized void failed(Exception cause) {
        whole = false;
        backlog.passTurn();
        health.failed(cause);
    }

    /**
     * Marks what the endpoint took. Never throws: what cannot be marked is sent again, and {@link SinkHealth} tells.
     */
    public synchronized void mark() {
        try {
            if (!taken.isEmpty()) {
                List<Long> eventIds = taken.stream().map(AuditRecord::eventId).toList();
                backlog.relayed(eventIds, taken.get(taken.size() - 1).end());
            }
            if (whole) {
                health.works();
            }
        } catch (RuntimeException e) {
            health.failed(e);
        }
    }
}
