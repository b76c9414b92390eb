package io.ticketbridge.account;

/** Too many first-time logins at once: this one could not be checked in time. The caller may try again. */
public final class AuthenticationBusyException extends RuntimeException {

    public AuthenticationBusyException(String message) {
        super(message);
    }
}
