package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;

/**
 * Our own queues.
 *
 * @param tickets the queue of the queue door
 * @param deadLetters where messages go that cannot become a ticket
 */
record QueueNames(String tickets, String deadLetters) {

    static QueueNames of(Settings settings) {
        String name = settings.get(Keys.QUEUE_NAME);
        return new QueueNames(name, name + ".DLQ");
    }

    /** Whether a queue, plain or qualified as {@code address::queue}, is one of them or the broker's own. */
    boolean isOurs(String queue) {
        for (String part : queue.split("::")) {
            if (part.equals(tickets) || part.equals(deadLetters) || part.startsWith("activemq.")) {
                return true;
            }
        }
        return false;
    }
}
