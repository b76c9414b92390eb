package io.ticketbridge.command;

/** Exit codes. */
final class Exit {

    static final int FINE = 0;
    /** It ran, and what it found is not as it should be. */
    static final int NOT_AS_IT_SHOULD = 1;
    /** It could not run: configuration, arguments, a port, a folder. */
    static final int UNUSABLE = 2;

    static final int INTERRUPTED = 130;

    private Exit() {}
}
