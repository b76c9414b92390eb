package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Addresses;
import io.ticketbridge.socialboards.Envelope;
import io.ticketbridge.socialboards.WireResult;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What the rows of the outcome table look at: one wire result, its envelope read once. */
record Judged(WireResult result, Optional<Envelope> envelope, Instant now) {

    static Judged of(WireResult result, Instant now) {
        return new Judged(result, Envelope.read(result.body()), now);
    }

    boolean got(Progress progress) {
        return result.progress() == progress;
    }

    boolean complete() {
        return got(Progress.ANSWERED) && result.complete() && result.status().isPresent();
    }

    /** The status, or 0, which no answer has. */
    int status() {
        return result.status().orElse(0);
    }

    boolean statusFrom(int least, int most) {
        return least <= status() && status() <= most;
    }

    boolean isSuccessful() {
        return statusFrom(200, 299);
    }

    /** The address or the right to it is wrong, rather than this ticket. */
    boolean isNotForUs() {
        return status() == 403 || status() == 404 || statusFrom(300, 399);
    }

    boolean saysSuccess() {
        return envelope.filter(Envelope::isSuccess).isPresent();
    }

    OptionalLong ticketId() {
        return envelope.map(Envelope::ticketId).orElse(OptionalLong.empty());
    }

    /** The errorCode of an envelope that is not a success. */
    OptionalInt errorCode() {
        return envelope.filter(found -> !found.isSuccess())
                .map(found -> OptionalInt.of(found.errorCode()))
                .orElse(OptionalInt.empty());
    }

    boolean errorCodeIn(Set<Integer> codes) {
        return errorCode().stream().anyMatch(codes::contains);
    }

    /** The errorCode or, without one, the status. */
    String code() {
        return String.valueOf(errorCode().orElse(status()));
    }

    String failure() {
        return result.failure().orElse("no complete answer");
    }

    /** The answer in words for people, who may be others than its caller: a gate's reason stands on the health page. */
    String answer() {
        return "status " + status()
                + envelope.map(found -> ", errorCode " + found.errorCode()).orElse("")
                + envelope.flatMap(Envelope::errorText)
                        .map(Addresses::hidden)
                        .map(": "::concat)
                        .orElse("");
    }

    /** What a person can mend where the answer is not about the ticket, as a clause. */
    String remedy() {
        if (errorCode().isPresent()) {
            return "mend what Socialboards means by this errorCode, which ticketbridge.retry.halt-codes names";
        }
        return switch (status()) {
            case 403 -> "check what the account of the credentials may do in Socialboards";
            case 404 -> "nothing is there: check ticketbridge.socialboards.base-url";
            default -> "redirects are not followed: check ticketbridge.socialboards.base-url";
        };
    }
}
