package io.ticketbridge.engine;

/** What is at the bottom of a chain of exceptions, in words for a person. */
final class RootCause {

    private RootCause() {}

    static String inWords(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }
}
