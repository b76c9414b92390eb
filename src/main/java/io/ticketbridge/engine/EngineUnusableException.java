package io.ticketbridge.engine;

/**
 * The engine cannot start here: a port is taken, a folder cannot be used or is in use, a part refuses. The message is
 * one sentence for a person.
 */
public final class EngineUnusableException extends RuntimeException {

    public EngineUnusableException(String message) {
        super(message);
    }

    public EngineUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
