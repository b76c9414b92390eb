package io.ticketbridge.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a sink takes records. Says so once when it stops and once when it goes on. Thread-safe. */
final class SinkHealth {

    private static final Logger LOG = LoggerFactory.getLogger(SinkHealth.class);

    private final String sink;
    private final Clock clock;
    private Trouble trouble;

    SinkHealth(String sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Since when a sink takes nothing, and why. */
    record Trouble(Instant since, String why) {}

    synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    synchronized void failed(Exception cause) {
        String why = inWords(cause);
        if (trouble == null) {
            trouble = new Trouble(clock.instant(), why);
            LOG.error(
                    "The audit sink {} takes nothing ({}). Its records stay in the ledger, delivery goes on, and it is"
                            + " tried again until it works.",
                    sink,
                    why);
        }
    }

    synchronized void works() {
        if (trouble != null) {
            LOG.info("The audit sink {} works again; it took nothing since {}.", sink, trouble.since());
            trouble = null;
        }
    }

    /** The root of it, on one line, without credentials. */
    private static String inWords(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return PlainLine.of(URISupport.sanitizeUri(root.getClass().getSimpleName() + ": " + root.getMessage()));
    }
}
