package io.ticketbridge.audit;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows sinks that take nothing. Neither liveness nor readiness: an audit that waits never takes intake away. */
final class AuditHealthCheck extends AbstractHealthCheck {

    private final Supplier<Map<String, String>> failing;

    AuditHealthCheck(Supplier<Map<String, String>> failing) {
        super("ticketbridge", "audit");
        this.failing = failing;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, String> now = failing.get();
        if (now.isEmpty()) {
            builder.up();
        } else {
            builder.down();
            now.forEach(builder::detail);
        }
    }
}
