package io.ticketbridge.sandbox;

/** A request that the sandbox refuses. */
final class RefusedException extends Exception {

    private final SandboxError error;

    /** @param text names the field and the rule, never the value */
    RefusedException(SandboxError error, String text) {
        super(text);
        this.error = error;
    }

    Answer answer() {
        return error.answer(getMessage());
    }
}
