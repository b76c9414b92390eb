package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireTurn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code permit-request}: allows this thread one wire request, with its token, once it is one of those that may be
 * under way and the allowed rate lets it go, until shortly before the claim's lease ends. When that does not come, or
 * the bridge stops meanwhile, nothing is sent, and nothing charged.
 */
public final class PermitRequest implements Processor {

    private final WireRecorder recorder;
    private final Clock clock;
    private final Duration exchangeAndSettling;

    /** @param exchangeAndSettling how much of the lease must be left at the first byte */
    public PermitRequest(WireRecorder recorder, Clock clock, Duration exchangeAndSettling) {
        this.recorder = recorder;
        this.clock = clock;
        this.exchangeAndSettling = exchangeAndSettling;
    }

    @Override
    public void process(Exchange exchange) {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        Instant notAfter = attempt.claim().leaseUntil().minus(exchangeAndSettling);
        recorder.begin(Optional.of(attempt.bearer()), notAfter, turn(attempt, notAfter));
    }

    private WireTurn turn(AttemptUnderWay attempt, Instant notAfter) {
        return new WireTurn() {
            @Override
            public Optional<String> await() {
                return attempt.enterWire(() -> Duration.between(clock.instant(), notAfter));
            }

            @Override
            public void notBegun() {
                attempt.turnedAway();
            }

            @Override
            public void ended(Duration took, boolean well) {
                attempt.leaveWire(took, well);
            }
        };
    }
}
