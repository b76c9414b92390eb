package io.ticketbridge.intake;

import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.newsocialcloud.FieldError;
import java.util.List;

/** What the shared path made of one {@link IncomingTicket}. */
public sealed interface Taken {

    /** It is in the ledger, or met something there. @param ignoredFields names that are no field of a support ticket */
    record InLedger(Acceptance acceptance, List<String> ignoredFields) implements Taken {}

    /** Invalid, and its door wanted such tickets refused: nothing was recorded. */
    record NotTaken(FieldError error) implements Taken {}
}
