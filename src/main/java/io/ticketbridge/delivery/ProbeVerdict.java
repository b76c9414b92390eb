package io.ticketbridge.delivery;

/** What one complete listing says about an unknown intent. */
sealed interface ProbeVerdict {

    /** It is there. @param evidence {@code correlation} or {@code content} */
    record Found(long ticketId, String evidence) implements ProbeVerdict {}

    /** Nothing like it is there. */
    record NotFound() implements ProbeVerdict {}

    /** Something is there that may be another's, which is under way: look again. */
    record TooEarly(String why) implements ProbeVerdict {}

    /** Something is there that may be it; only a person can tell. @param why one sentence */
    record Undecided(String why) implements ProbeVerdict {}
}
