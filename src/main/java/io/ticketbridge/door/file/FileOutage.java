package io.ticketbridge.door.file;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether reading waits for the ledger, and says so once. Called before each further try. Thread-safe. */
public final class FileOutage implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(FileOutage.class);

    private final AtomicBoolean suspended = new AtomicBoolean();

    public boolean isSuspended() {
        return suspended.get();
    }

    @Override
    public void process(Exchange exchange) {
        if (suspended.compareAndSet(false, true)) {
            LOG.warn(
                    "The file door is suspended: {} Files stay in taken/, and reading goes on by itself.",
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                            .getMessage());
        }
    }

    /** Something was committed. */
    public void over() {
        if (suspended.compareAndSet(true, false)) {
            LOG.info("The file door goes on.");
        }
    }
}
