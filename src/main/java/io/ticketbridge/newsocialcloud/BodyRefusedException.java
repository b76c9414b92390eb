package io.ticketbridge.newsocialcloud;

/** Ends the decoding of a body. Never leaves this package. */
final class BodyRefusedException extends RuntimeException {

    private final transient Decoded refusal;

    private BodyRefusedException(String why, Decoded refusal) {
        super(why, null, false, false);
        this.refusal = refusal;
    }

    static BodyRefusedException unsupported(String why) {
        return new BodyRefusedException(why, new Decoded.Unsupported(why));
    }

    static BodyRefusedException unreadable(String why) {
        return new BodyRefusedException(why, new Decoded.Unreadable(why));
    }

    static BodyRefusedException invalid(FieldError error) {
        return new BodyRefusedException(error.message(), new Decoded.Invalid(error));
    }

    Decoded refusal() {
        return refusal;
    }
}
