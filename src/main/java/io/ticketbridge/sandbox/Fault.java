package io.ticketbridge.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Trouble to switch on at one endpoint. Immutable; the {@code with} methods narrow when it strikes.
 *
 * @param name the word of the fault JSON, such as {@code created-then-lost}
 * @param times how many requests it strikes; empty = until cleared
 * @param probability the chance, 0 to 1, that a request is struck
 * @param seed of the dice, so that a run can be repeated
 * @param match strikes only requests whose body contains this text
 */
public record Fault(
        String name,
        Endpoint on,
        Effect effect,
        OptionalInt times,
        double probability,
        long seed,
        Optional<String> match) {

    static Fault of(String name, Endpoint on, Effect effect) {
        return new Fault(name, on, effect, OptionalInt.empty(), 1.0, 0, Optional.empty());
    }

    public static Fault status(Endpoint on, int status) {
        return canned("status", on, status, Map.of(), "");
    }

    public static Fault canned(String name, Endpoint on, int status, Map<String, String> headers, String body) {
        return of(name, on, new Effect.Canned(status, headers, body, false));
    }

    public static Fault envelopeError(Endpoint on, int status, int errorCode, String text) {
        Answer answer = Envelope.error(status, errorCode, text);
        return canned("envelope-error", on, status, answer.headers(), answer.text());
    }

    /** The connection is reset after the request was read; nothing is created. */
    public static Fault reset(Endpoint on) {
        return of("reset", on, new Effect.Break(Effect.Moment.REQUEST));
    }

    /** The connection is reset when the request's head is here; its body is not read. */
    public static Fault earlyReset(Endpoint on) {
        return of("reset", on, new Effect.Break(Effect.Moment.HEAD));
    }

    /** The work is done, the ticket created, and the connection reset without an answer. */
    public static Fault createdThenLost() {
        return of("created-then-lost", Endpoint.TICKETS, new Effect.Break(Effect.Moment.WORK));
    }

    public static Fault stall(Endpoint on) {
        return of("stall", on, new Effect.Stall(false));
    }

    public static Fault slow(Endpoint on, Duration delay) {
        return of("slow", on, new Effect.Slow(delay));
    }

    public static Fault drip(Endpoint on, Duration gap) {
        return of("drip", on, new Effect.Drip(gap));
    }

    public static Fault cut(Endpoint on) {
        return of("cut", on, new Effect.Cut());
    }

    public static Fault pad(Endpoint on, int bytes) {
        return of("pad", on, new Effect.Pad(bytes));
    }

    public static Fault html(Endpoint on) {
        String page = "<!DOCTYPE html><html><body><h1>It works!</h1></body></html>";
        return canned("html-200", on, 200, Map.of("Content-Type", "text/html; charset=utf-8"), page);
    }

    public static Fault redirect(Endpoint on, int status, String location) {
        return canned("redirect", on, status, Map.of("Location", location), "");
    }

    public static Fault tokenExpired(Endpoint on) {
        Answer answer = SandboxError.UNAUTHORIZED.answer("The access token has expired.");
        return canned("token-expired", on, answer.status(), answer.headers(), answer.text());
    }

    public static Fault revoke(Endpoint on) {
        return of("revoke", on, new Effect.Revoke());
    }

    public static Fault invalidGrant() {
        Answer answer = TokenDesk.oauthError("invalid_grant", "The refresh token is invalid.");
        return canned("invalid-grant", Endpoint.TOKEN, answer.status(), answer.headers(), answer.text());
    }

    public static Fault listLag(Duration age) {
        return of("list-lag", Endpoint.LIST, new Effect.Lag(age));
    }

    public static Fault listIgnoresFilter() {
        return of("list-ignores-filter", Endpoint.LIST, new Effect.IgnoreFilter());
    }

    public Fault times(int requests) {
        return new Fault(name, on, effect, OptionalInt.of(requests), probability, seed, match);
    }

    public Fault withProbability(double chance, long diceSeed) {
        return new Fault(name, on, effect, times, chance, diceSeed, match);
    }

    public Fault matching(String text) {
        return new Fault(name, on, effect, times, probability, seed, Optional.of(text));
    }

    /** Adds a header to a canned answer; other effects have none to add to. */
    public Fault header(String header, String value) {
        return changed(canned -> {
            Map<String, String> headers = new HashMap<>(canned.headers());
            headers.put(header, value);
            return new Effect.Canned(canned.status(), headers, canned.body(), canned.create());
        });
    }

    public Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /** The request does its work before the fault strikes: a ticket is created and nobody is told. */
    public Fault creating() {
        if (effect instanceof Effect.Stall) {
            return new Fault(name, on, new Effect.Stall(true), times, probability, seed, match);
        }
        return changed(canned -> new Effect.Canned(canned.status(), canned.headers(), canned.body(), true));
    }

    private Fault changed(java.util.function.UnaryOperator<Effect.Canned> change) {
        if (effect instanceof Effect.Canned canned) {
            return new Fault(name, on, change.apply(canned), times, probability, seed, match);
        }
        throw new IllegalArgumentException("a " + name + " fault has no answer to change");
    }
}
