package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The refresh-token grant. Any refresh token and client id will do, as long as the refresh token was not retired by a
 * rotation: the sandbox has no accounts. Thread-safe.
 */
final class TokenDesk {

    private static final int MOST_TOKENS = 10_000;

    private final SandboxOptions options;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiries = new HashMap<>();
    private final Set<String> retired = new HashSet<>();

    TokenDesk(SandboxOptions options) {
        this.options = options;
    }

    synchronized Answer refresh(MultiMap form) {
        String grantType = form.get("grant_type");
        String refreshToken = form.get("refresh_token");
        if (grantType == null || isBlank(refreshToken) || isBlank(form.get("client_id"))) {
            return oauthError("invalid_request", "grant_type, refresh_token and client_id are required.");
        }
        if (!grantType.equals("refresh_token")) {
            return oauthError("unsupported_grant_type", "grant_type must be refresh_token.");
        }
        if (retired.contains(refreshToken)) {
            return oauthError("invalid_grant", "The refresh token was replaced by a newer one.");
        }
        String next = refreshToken;
        if (options.rotateRefreshTokens()) {
            retired.add(refreshToken);
            next = "sandbox-refresh-" + randomText();
        }
        return issue(next);
    }

    private Answer issue(String refreshToken) {
        Instant now = options.clock().instant();
        expiries.values().removeIf(expiry -> !now.isBefore(expiry));
        if (expiries.size() >= MOST_TOKENS) {
            expiries.clear();
        }
        String accessToken = "sandbox-access-" + randomText();
        expiries.put(accessToken, now.plus(options.tokenLifetime()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("access_token", accessToken)
                .put("token_type", "bearer")
                .put("expires_in", options.tokenLifetime().toSeconds())
                .put("refresh_token", refreshToken);
        return Answer.json(200, json.toString());
    }

    /** Whether an {@code Authorization} header carries a token that counts. */
    synchronized boolean admits(Optional<String> authorization) {
        return authorization
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> expiries.get(header.substring(7).trim()))
                .filter(expiry -> options.clock().instant().isBefore(expiry))
                .isPresent();
    }

    synchronized void revokeAll() {
        expiries.clear();
    }

    static Answer oauthError(String error, String description) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return Answer.json(
                400,
                json.put("error", error).put("error_description", description).toString());
    }

    private String randomText() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
