package io.ticketbridge.door.queue;

import io.ticketbridge.ledger.ReplyAddress;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the sender of a message wants its reply, in words that outlive the connection. */
record ReplyTo(QueueNames names) {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyTo.class);

    /** Empty = no reply was asked for, or it would go to one of our own queues. */
    Optional<ReplyAddress> of(Message message) throws JMSException {
        Destination destination = message.getJMSReplyTo();
        if (destination == null) {
            return Optional.empty();
        }
        ReplyDestination reply = describe(destination);
        if (names.isOurs(reply.name())) {
            LOG.warn("A message asks for its reply on one of our own queues; it gets none.");
            return Optional.empty();
        }
        String correlation = message.getJMSCorrelationID();
        return Optional.of(new ReplyAddress(
                reply.text(), Optional.ofNullable(correlation == null ? message.getJMSMessageID() : correlation)));
    }

    private static ReplyDestination describe(Destination destination) throws JMSException {
        if (destination instanceof TemporaryQueue queue) {
            return new ReplyDestination(ReplyDestination.Kind.TEMPORARY_QUEUE, queue.getQueueName());
        }
        if (destination instanceof TemporaryTopic topic) {
            return new ReplyDestination(ReplyDestination.Kind.TEMPORARY_TOPIC, topic.getTopicName());
        }
        if (destination instanceof Topic topic) {
            return new ReplyDestination(ReplyDestination.Kind.TOPIC, topic.getTopicName());
        }
        return new ReplyDestination(ReplyDestination.Kind.QUEUE, ((Queue) destination).getQueueName());
    }
}
