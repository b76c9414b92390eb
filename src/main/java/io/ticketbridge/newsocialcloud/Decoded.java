package io.ticketbridge.newsocialcloud;

/** What a decoder made of a body. */
public sealed interface Decoded {

    /** Decoded field values, not yet checked. */
    record Fields(TicketFields fields) implements Decoded {}

    /** A field that cannot be decoded, such as one with U+0000. */
    record Invalid(FieldError error) implements Decoded {}

    /** Not one of the encodings a door takes: 415 at the REST door, dead letter at the queue door. */
    record Unsupported(String why) implements Decoded {}

    /**
     * One of the encodings, but broken as a whole, such as JSON that does not parse: 400 at the REST door, dead letter
     * at the queue door.
     */
    record Unreadable(String why) implements Decoded {}
}
