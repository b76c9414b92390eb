package io.ticketbridge.command;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Replays;

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
                        ? "look in Socialboards for a second ticket with the same content, and close one"
                        : "nothing: it is in Socialboards";
            case REJECTED ->
                intent.reason()
                                .filter(reason -> reason.code().equals(Replays.REPLACED))
                                .isPresent()
                        ? "nothing: a new ticket took its place"
                        : "correct what the reason names, then send it again under the same key or external_id; when the"
                                + " ticket itself is right, replay it";
            case WAITING -> "nothing: it is tried again, not before " + intent.notBefore();
            case UNKNOWN ->
                intent.parked()
                        ? "look in Socialboards: when it is there, replay it with --resolve TICKET_ID; when not, replay it"
                        : "nothing: the upstream is asked for it, not before " + intent.notBefore();
            case DEAD -> "correct what the reason names, then replay it: its limits are used up";
        };
    }
}
