package io.ticketbridge.socialboards;

import java.io.IOException;

/** A request that {@link WireClient} would not send; no byte of it was written. */
final class WireRefusedException extends IOException {

    WireRefusedException(String message) {
        super(message);
    }
}
