package io.ticketbridge.door.queue;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * Knows whether the queue door hangs on its broker. Camel connects again by itself, every second; here an outage is
 * told once, however many tries it takes. Thread-safe.
 */
final class BrokerLink implements ExceptionListener {

    static final String ROUTE = "queue-door";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    private final AtomicReference<CamelContext> context = new AtomicReference<>();
    private boolean lossTold;

    void watch(CamelContext starting) {
        context.set(starting);
    }

    /** Hears of every failed try to connect. */
    @Override
    public synchronized void onException(JMSException failure) {
        if (!lossTold) {
            lossTold = true;
            LOG.warn("The queue door has lost its broker and connects again until it is there.");
            LOG.debug("The broker was lost", failure);
        }
    }

    /** Whether at least one consumer of the door is on the broker now. */
    boolean isUp() {
        boolean up = container()
                .map(DefaultMessageListenerContainer::isRegisteredWithDestination)
                .orElse(false);
        if (up) {
            tellReturn();
        }
        return up;
    }

    private synchronized void tellReturn() {
        if (lossTold) {
            lossTold = false;
            LOG.info("The queue door has its broker again.");
        }
    }

    private Optional<DefaultMessageListenerContainer> container() {
        return Optional.ofNullable(context.get())
                .map(running -> running.getRoute(ROUTE))
                .map(Route::getConsumer)
                .filter(JmsConsumer.class::isInstance)
                .flatMap(consumer -> container((JmsConsumer) consumer));
    }

    private static Optional<DefaultMessageListenerContainer> container(JmsConsumer consumer) {
        try {
            AbstractMessageListenerContainer container = consumer.getListenerContainer();
            return container instanceof DefaultMessageListenerContainer known ? Optional.of(known) : Optional.empty();
        } catch (Exception e) {
            LOG.debug("The queue door has no consumer yet", e);
            return Optional.empty();
        }
    }
}
