package io.ticketbridge.door.rest;

/** Ends a request with one of the answers of the table. Carries no stack trace: it is an answer, not a fault. */
final class RestRefusal extends RuntimeException {

    private final transient RestAnswer answer;

    RestRefusal(RestAnswer answer) {
        super("answered " + answer.status(), null, false, false);
        this.answer = answer;
    }

    RestAnswer answer() {
        return answer;
    }
}
