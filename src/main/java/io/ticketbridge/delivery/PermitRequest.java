package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code permit-request}: waits for one of the requests that may be under way, then allows this thread one wire
 * request, with its token, until shortly before the claim's lease ends. When there is none so long, what it allows is
 * over already, as it is for one that is told to stop: nothing is sent, and nothing charged.
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
        boolean entered = attempt.enterWire(Duration.between(clock.instant(), notAfter));
        attempt.link().pace().awaitWire();
        recorder.begin(
                Optional.of(attempt.bearer()),
                entered && !Thread.currentThread().isInterrupted() ? notAfter : Instant.MIN);
    }
}
