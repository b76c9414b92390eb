package io.ticketbridge.socialboards;

import io.ticketbridge.socialboards.WireResult.Progress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The record of one exchange while it runs. Of its thread, but for the deadline, which strikes from another. */
final class WireExchange {

    private static final String ATTRIBUTE = WireExchange.class.getName();

    private final Clock clock;
    private final Optional<String> bearer;
    private final Instant notAfter;
    private final WireTurn turn;
    private final Instant permittedAt;
    private final long permitNanos = System.nanoTime();
    private Instant startedAt;
    private long startNanos = permitNanos;

    private boolean used;
    private Progress progress = Progress.NOT_WRITTEN;
    private OptionalInt status = OptionalInt.empty();
    private Optional<String> retryAfter = Optional.empty();
    private Optional<String> contentType = Optional.empty();
    private byte[] body = new byte[0];
    private boolean complete;
    private Optional<String> failure = Optional.empty();
    private Duration took = Duration.ZERO;
    private volatile boolean pastDeadline;

    WireExchange(Clock clock, Optional<String> bearer, Instant notAfter, WireTurn turn) {
        this.clock = clock;
        this.bearer = bearer;
        this.notAfter = notAfter;
        this.turn = turn;
        this.permittedAt = clock.instant();
        this.startedAt = permittedAt;
    }

    static WireExchange of(HttpContext context) throws WireRefusedException {
        if (context.getAttribute(ATTRIBUTE) instanceof WireExchange exchange) {
            return exchange;
        }
        throw new WireRefusedException("a request without a permit");
    }

    void attachTo(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    void useUp() throws WireRefusedException {
        if (used) {
            throw new WireRefusedException("a second request with one permit");
        }
        used = true;
    }

    Optional<String> bearer() {
        return bearer;
    }

    /** Waits for its turn; from then on its time runs. */
    void awaitTurn() throws WireRefusedException {
        Optional<String> refusal = turn.await();
        if (refusal.isPresent()) {
            throw new WireRefusedException(refusal.get());
        }
        startedAt = clock.instant();
        startNanos = System.nanoTime();
    }

    /**
     * Called when the connection stands, just before the first byte. From here on nothing proves that nothing arrived.
     */
    void aboutToWrite() throws IOException {
        if (progress != Progress.NOT_WRITTEN) {
            throw new WireRefusedException("a request that is on the wire already");
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - permitNanos);
        if (pastDeadline
                || clock.instant().isAfter(notAfter)
                || permittedAt.plus(passed).isAfter(notAfter)) {
            turn.notBegun();
            throw new WireRefusedException("too late to begin: the lease of this attempt is over");
        }
        if (Thread.currentThread().isInterrupted()) {
            turn.notBegun();
            throw new WireRefusedException("the bridge stops");
        }
        progress = Progress.WRITTEN;
    }

    void answered(HttpResponse response) {
        progress = Progress.ANSWERED;
        status = OptionalInt.of(response.getCode());
        retryAfter = value(response, HttpHeaders.RETRY_AFTER);
        contentType = value(response, HttpHeaders.CONTENT_TYPE);
    }

    void read(byte[] bytes) {
        body = bytes;
    }

    void completed() {
        complete = true;
    }

    void failed(String inWords) {
        failure = failure.or(() -> Optional.of(inWords));
    }

    void strikeDeadline() {
        pastDeadline = true;
    }

    boolean isPastDeadline() {
        return pastDeadline;
    }

    void ended() {
        took = Duration.ofNanos(System.nanoTime() - startNanos);
        turn.ended(took, complete && status.orElse(0) / 100 == 2);
    }

    WireResult result() {
        Optional<String> fault = complete || failure.isPresent() ? failure : Optional.of("no request was made");
        return new WireResult(progress, status, retryAfter, contentType, body, complete, fault, startedAt, took);
    }

    private static Optional<String> value(HttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
}
