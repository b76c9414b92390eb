package io.ticketbridge.socialboards;

/**
 * Bearer tokens for one upstream, from the refresh-token grant. One refresh at a time, ahead of expiry. Thread-safe.
 */
public interface TokenSource {

    record BearerToken(String value, long generation) {
        @Override
        public String toString() {
            return "BearerToken[generation=" + generation + "]";
        }
    }

    /**
     * A token to use now; refreshes first when there is none or it is about to expire. @throws
     * TokenUnavailableException
     */
    BearerToken current();

    /**
     * Tells that the upstream refused this generation; the next {@link #current()} refreshes, unless a newer one is
     * here already.
     */
    void refused(long generation);

    /** Whether the credentials were refused, and others are configured now that nobody has tried. */
    boolean hasUntriedCredentials();
}
