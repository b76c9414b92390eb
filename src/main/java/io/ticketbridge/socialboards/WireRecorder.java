package io.ticketbridge.socialboards;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Permits one wire request of the calling thread and tells what it showed. camel-http runs the whole exchange on the
 * thread of the route, so a route calls {@link #begin}, sends, and calls {@link #take}, also when the send threw.
 *
 * <p>A {@link WireClient} refuses to send without a permit, and to send twice with one. Thread-safe; each thread has
 * its own record.
 */
public final class WireRecorder {

    private final Clock clock;
    private final ThreadLocal<WireExchange> current = new ThreadLocal<>();

    /** @param clock the ledger's, against which leases are kept */
    public WireRecorder(Clock clock) {
        this.clock = clock;
    }

    /**
     * Permits this thread one request; forgets an earlier record that nobody took.
     *
     * @param bearer the access token; it never becomes a Camel header and goes to the client's own origin only
     * @param notAfter no first byte is written later than this, by the wall clock or by the time that has passed
     */
    public void begin(Optional<String> bearer, Instant notAfter) {
        begin(bearer, notAfter, WireTurn.FREE);
    }

    /** The same for a request that waits for its turn when it is sent. */
    public void begin(Optional<String> bearer, Instant notAfter, WireTurn turn) {
        current.set(new WireExchange(clock, bearer, notAfter, turn));
    }

    /** What the request showed since {@link #begin}, and the end of the permit. */
    public WireResult take() {
        WireExchange exchange = current.get();
        current.remove();
        return exchange == null
                ? WireResult.notWritten("no request was permitted on this thread", clock.instant())
                : exchange.result();
    }

    /** A recorder with the same clock and none of the permits. */
    WireRecorder another() {
        return new WireRecorder(clock);
    }

    Optional<WireExchange> current() {
        return Optional.ofNullable(current.get());
    }
}
