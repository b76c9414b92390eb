package io.ticketbridge.command;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Upstream;

/** What a person can do about a ticket that is where it is. */
final class Advice {

    private Advice() {}

    static String on(Intent intent) {
        return switch (intent.state()) {
            case ACCEPTED ->
                "nothing: it is delivered as soon as the bridge runs and its upstream is open (see status)";
            case SENDING -> "nothing: an attempt is under way; if the bridge died with it, the next start finds out";
            case DELIVERED ->
                intent.possibleDouble()
                        ? "look in " + where(intent) + " for a second ticket with the same content, and close one"
                        : "nothing: it is in " + where(intent);
            case REJECTED -> onRejected(intent);
            case WAITING -> "nothing: it is tried again, not before " + intent.notBefore();
            case UNKNOWN ->
                intent.parked()
                        ? "look in Socialboards: when it is there, replay it with --resolve TICKET_ID; when not, replay it"
                        : "nothing: the upstream is asked for it, not before " + intent.notBefore();
            case DEAD -> "correct what the reason names, then replay it: its limits are used up";
        };
    }

    private static String where(Intent intent) {
        return intent.upstream() == Upstream.SANDBOX ? "the sandbox, and not in Socialboards" : "Socialboards";
    }

    private static String onRejected(Intent intent) {
        if (intent.reason()
                .filter(reason -> reason.code().equals(Replays.REPLACED))
                .isPresent()) {
            return "nothing: a new ticket took its place";
        }
        return intent.possibleDouble()
                ? "an earlier attempt may have created it: replay it, which looks for it first; or look in Socialboards and"
                        + " replay it with --resolve TICKET_ID"
                : "correct what the reason names, then send it again under the same key or external_id; when the ticket"
                        + " itself is right, replay it";
    }
}
