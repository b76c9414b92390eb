package io.ticketbridge.intake;

import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import java.util.Optional;

/**
 * Which upstream a ticket's mode means. A test ticket never reaches the live one.
 *
 * @param main where live tickets go: {@code LIVE}, or {@code SANDBOX} under {@code run --sandbox}
 * @param absent the mode of a ticket that names none
 * @param takesTests whether test tickets go to the sandbox; otherwise they are refused
 */
public record ModeRule(Upstream main, Mode absent, boolean takesTests) {

    /** Empty = the ticket is refused. */
    Optional<Upstream> upstream(Optional<Mode> mode) {
        if (mode.orElse(absent) == Mode.LIVE) {
            return Optional.of(main);
        }
        return takesTests ? Optional.of(Upstream.SANDBOX) : Optional.empty();
    }
}
