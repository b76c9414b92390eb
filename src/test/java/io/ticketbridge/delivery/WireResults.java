package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireResult;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Wire results for tests, each in the words of what happened. */
final class WireResults {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private WireResults() {}

    static WireResult answered(int status, String body) {
        return answered(status, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static WireResult answered(int status, String body, String retryAfter) {
        return answered(status, body.getBytes(StandardCharsets.UTF_8), Optional.of(retryAfter));
    }

    static WireResult answered(int status, byte[] body, Optional<String> retryAfter) {
        return result(Progress.ANSWERED, OptionalInt.of(status), body, true, Optional.empty(), retryAfter);
    }

    static WireResult cutOff(int status, String body) {
        return result(
                Progress.ANSWERED,
                OptionalInt.of(status),
                body.getBytes(StandardCharsets.UTF_8),
                false,
                Optional.of("the answer was cut off"),
                Optional.empty());
    }

    static WireResult withoutAnswer(Progress progress) {
        return result(
                progress, OptionalInt.empty(), new byte[0], false, Optional.of("connection reset"), Optional.empty());
    }

    static WireResult result(
            Progress progress,
            OptionalInt status,
            byte[] body,
            boolean complete,
            Optional<String> failure,
            Optional<String> retryAfter) {
        return new WireResult(
                progress, status, retryAfter, Optional.of("text/html"), body, complete, failure, NOW, Duration.ZERO);
    }
}
