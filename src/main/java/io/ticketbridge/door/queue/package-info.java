/**
 * The queue door. Its route is {@code routes/queue-door.camel.yaml}; here is what a route cannot say: the embedded
 * broker, reading a message without trusting it, and the replies.
 *
 * <p>An outage of the ledger is answered by holding, never by rolling back: each consumer takes at most the message it
 * has, keeps it unacknowledged in its open transaction and tries to hand it over again until the ledger takes it. A
 * rollback would count as a delivery attempt, and brokers drop a message after a few of those.
 */
package io.ticketbridge.door.queue;
