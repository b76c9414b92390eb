package io.ticketbridge.socialboards;

import java.util.Optional;

/** What a probe's look at the upstream came to. */
public sealed interface Listing {

    /** Every page was read and was a success: what was not shown was not there. @param pages wire requests it took */
    record Complete(int pages) implements Listing {}

    /**
     * Proves nothing.
     *
     * @param retryAfter the answer's {@code Retry-After}, as it came
     * @param pages wire requests before it
     */
    record Failed(String why, Optional<String> retryAfter, int pages) implements Listing {
        public Failed(String why) {
            this(why, Optional.empty(), 0);
        }

        Failed after(int pages) {
            return new Failed(why, retryAfter, pages);
        }
    }

    /**
     * Proves nothing: the list did not end within its limit, or holds a ticket that is longer than an answer may be.
     *
     * @param pages wire requests in vain
     * @param slow the time was over, not the pages: another look may be quicker
     */
    record TooLong(int pages, boolean slow, String why) implements Listing {}
}
