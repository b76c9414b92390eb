package io.ticketbridge.socialboards;

/** No token can be had now. */
public final class TokenUnavailableException extends RuntimeException {

    private final boolean refused;

    /**
     * @param refused the token endpoint said {@code invalid_grant} or {@code invalid_client}, or no credentials can be
     *     read: a person must act, trying again does not help
     */
    public TokenUnavailableException(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    public boolean isRefused() {
        return refused;
    }
}
