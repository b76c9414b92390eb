package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireRecorder;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code permit-request}: allows this thread one wire request, with its token, until shortly before the claim's
 * lease ends.
 */
public final class PermitRequest implements Processor {

    private final WireRecorder recorder;

    private final Duration exchangeAndSettling;

    /** @param exchangeAndSettling how much of the lease must be left at the first byte */
    public PermitRequest(WireRecorder recorder, Duration exchangeAndSettling) {
        this.recorder = recorder;
        this.exchangeAndSettling = exchangeAndSettling;
    }

    @Override
    public void process(Exchange exchange) {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        attempt.link().pace().awaitWire();
        recorder.begin(
                Optional.of(attempt.bearer()), attempt.claim().leaseUntil().minus(exchangeAndSettling));
    }
}
