package io.ticketbridge.door.queue;

/** A message that can never become a ticket. The message is the code, a colon and one sentence. */
final class UndeliverableException extends RuntimeException {

    UndeliverableException(String code, String why) {
        super(code + ": " + why);
    }
}
