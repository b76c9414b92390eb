package io.ticketbridge.sandbox;

import java.time.Clock;
import java.time.Duration;

/**
 * How a sandbox behaves.
 *
 * @param tokenLifetime what {@code expires_in} says and how long an access token counts
 * @param rotateRefreshTokens whether each refresh gives a new refresh token and retires the one used
 * @param keptTickets the newest tickets whose bodies are kept
 * @param keptBytes the most bytes of bodies that are kept, whatever their number
 */
public record SandboxOptions(
        Clock clock, Duration tokenLifetime, boolean rotateRefreshTokens, int keptTickets, long keptBytes) {

    /** One-hour tokens that are not rotated; the newest 100,000 tickets in at most 32 MiB. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(Clock.systemUTC(), Duration.ofSeconds(3599), false, 100_000, 32L << 20);
    }

    public SandboxOptions rotating() {
        return new SandboxOptions(clock, tokenLifetime, true, keptTickets, keptBytes);
    }

    public SandboxOptions withTokenLifetime(Duration lifetime) {
        return new SandboxOptions(clock, lifetime, rotateRefreshTokens, keptTickets, keptBytes);
    }

    public SandboxOptions withClock(Clock otherClock) {
        return new SandboxOptions(otherClock, tokenLifetime, rotateRefreshTokens, keptTickets, keptBytes);
    }

    public SandboxOptions keeping(int tickets, long bytes) {
        return new SandboxOptions(clock, tokenLifetime, rotateRefreshTokens, tickets, bytes);
    }
}
