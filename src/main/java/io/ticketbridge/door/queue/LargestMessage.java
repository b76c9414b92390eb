package io.ticketbridge.door.queue;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Refuses messages to the embedded broker that are far larger than any ticket; their sender hears of it. A JMS client
 * reads a text message into memory before anybody can ask for its size, so a message that does not fit would end the
 * process, and again after each restart.
 */
record LargestMessage(long bytes) implements ActiveMQServerMessagePlugin {

    private static final long ROOM_FOR_ANY_TICKET = 8L << 20;

    /**
     * @param maxBody of a ticket; a larger one, up to some times as large, still becomes a dead letter with its reason
     */
    static LargestMessage forTicketsOf(long maxBody) {
        return new LargestMessage(Math.max(ROOM_FOR_ANY_TICKET, 4 * maxBody));
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (message.getWholeMessageSize() > bytes) {
            throw new ActiveMQIllegalStateException(
                    "A message of more than " + bytes + " bytes is no ticket and is not taken.");
        }
    }
}
