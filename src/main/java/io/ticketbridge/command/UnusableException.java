package io.ticketbridge.command;

/** A command cannot do its work with what it was given. The message is one sentence that says what to do. */
final class UnusableException extends RuntimeException {

    UnusableException(String message) {
        super(message);
    }

    UnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
