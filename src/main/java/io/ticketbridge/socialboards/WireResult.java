package io.ticketbridge.socialboards;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one wire request showed.
 *
 * @param status the answer's status, as soon as its head was read
 * @param body the answer's body as far as it was read, at most 256 KiB
 * @param complete whether the answer was read to its end, inside the cap and the deadline
 * @param failure the fault in words, when it did not come to a complete answer; never a secret
 */
public record WireResult(
        Progress progress,
        OptionalInt status,
        Optional<String> retryAfter,
        Optional<String> contentType,
        byte[] body,
        boolean complete,
        Optional<String> failure,
        Instant startedAt,
        Duration took) {

    /** How far the request got. */
    public enum Progress {
        /** No byte of it was written: nothing can have been created. */
        NOT_WRITTEN,
        /** At least one byte may have been written. */
        WRITTEN,
        /** The head of an answer was read. */
        ANSWERED
    }

    /** A result for a request that never started. */
    public static WireResult notWritten(String failure, Instant at) {
        return new WireResult(
                Progress.NOT_WRITTEN,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                new byte[0],
                false,
                Optional.of(failure),
                at,
                Duration.ZERO);
    }
}
