package io.ticketbridge.newsocialcloud;

/** Ends the check of a ticket at the first field that breaks a rule. Never leaves this package. */
final class FieldRefusedException extends RuntimeException {

    private final transient FieldError error;

    FieldRefusedException(FieldError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    static FieldRefusedException invalid(String field, String rule) {
        return new FieldRefusedException(FieldError.invalid(field, rule));
    }

    FieldError error() {
        return error;
    }
}
