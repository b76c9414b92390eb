package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one attempt showed, as it is kept for ever.
 *
 * @param startedAt when its exchange with the upstream began: after the claim, which may be made a little ahead
 * @param progress how far the request got, such as {@code not-written}, {@code written}, {@code answered}
 * @param outcome delivered, rejected, retry, unknown or suspect
 * @param rule the row of the outcome table that decided
 * @param failure the fault, in words, when there was no complete answer
 * @param response the answer's body, cut at 4 KiB
 * @param retryAfter the answer's {@code Retry-After}, as it came
 */
public record AttemptResult(
        Instant startedAt,
        Instant endedAt,
        String progress,
        OptionalInt status,
        OptionalInt errorCode,
        Optional<String> errorText,
        String outcome,
        boolean charged,
        String rule,
        Optional<String> failure,
        byte[] response,
        Optional<String> retryAfter,
        long tokenGeneration) {}
