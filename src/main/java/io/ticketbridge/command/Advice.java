package io.ticketbridge.command;

import io.ticketbridge.ledger.Intent;

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
            case REJECTED -> "correct what the reason names, and send it again under the same key or external_id";
            case WAITING -> "nothing: it is tried again, not before " + intent.notBefore();
            case UNKNOWN ->
                intent.parked()
                        ? "look in Socialboards whether it is there: nothing proves it, so it is not sent again by itself"
                        : "nothing: the upstream is asked for it, not before " + intent.notBefore();
            case DEAD -> "correct what the reason names; its limits are used up, so it is not tried again by itself";
        };
    }
}
