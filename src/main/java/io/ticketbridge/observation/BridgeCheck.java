package io.ticketbridge.observation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One part of the bridge that is up, or down for a reason in one sentence. */
final class BridgeCheck extends AbstractHealthCheck {

    private final boolean countsForReadiness;
    private final Supplier<Optional<String>> fault;

    /** @param countsForReadiness false = only reported: callers are served whatever it says */
    BridgeCheck(String id, boolean countsForReadiness, Supplier<Optional<String>> fault) {
        super("ticketbridge", id);
        this.countsForReadiness = countsForReadiness;
        this.fault = fault;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return countsForReadiness;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> why = fault.get();
        if (why.isPresent()) {
            builder.message(why.get()).down();
        } else {
            builder.up();
        }
    }
}
