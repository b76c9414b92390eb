package io.ticketbridge.socialboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The refresh-token grant at the token endpoint; its answers are plain OAuth JSON, without an envelope. Thread-safe.
 */
final class TokenEndpoint implements AutoCloseable {

    /** OAuth errors (RFC 6749, section 5.2) that say the credentials are wrong. */
    private static final Set<String> REFUSALS = Set.of("invalid_grant", "invalid_client", "unauthorized_client");

    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");
    private static final Duration UNSTATED_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final WireCall wire;

    TokenEndpoint(URI url, WireClient wire) {
        this.url = url;
        this.wire = new WireCall(wire);
    }

    /** @throws TokenUnavailableException without a token, whatever the endpoint did */
    TokenGrant refresh(String clientId, String refreshToken) {
        String form =
                "grant_type=refresh_token&refresh_token=" + encode(refreshToken) + "&client_id=" + encode(clientId);
        WireResult result = wire.post(url, form.getBytes(StandardCharsets.US_ASCII), Optional.empty());
        if (!result.complete()) {
            throw unavailable(result.failure().orElse("no complete answer"));
        }
        int status = result.status().orElse(0);
        JsonNode answer = parse(result.body());
        if (status >= 200 && status <= 299) {
            return grant(answer);
        }
        String error = answer.path("error").asText();
        if ((status == 400 || status == 401) && REFUSALS.contains(error)) {
            throw new TokenUnavailableException(
                    "the token endpoint " + url + " refused the credentials with " + error
                            + "; set a new ticketbridge.socialboards.refresh-token and check .client-id",
                    true,
                    null);
        }
        throw unavailable("status " + status + (ERROR_CODE.matcher(error).matches() ? " " + error : ""));
    }

    private TokenGrant grant(JsonNode answer) {
        String accessToken =
                Optional.ofNullable(answer.path("access_token").textValue()).orElse("");
        String type = answer.path("token_type").asText("bearer");
        if (!HEADER_SAFE.matcher(accessToken).matches() || !type.equalsIgnoreCase("bearer")) {
            throw unavailable("an answer without a bearer token");
        }
        Optional<String> next =
                Optional.ofNullable(answer.path("refresh_token").textValue()).filter(token -> !token.isBlank());
        return new TokenGrant(accessToken, next, lifetime(answer.path("expires_in")));
    }

    private static Duration lifetime(JsonNode expiresIn) {
        boolean stated = expiresIn.isNumber() || expiresIn.asText().matches("\\d{1,18}");
        if (!stated) {
            return UNSTATED_LIFETIME;
        }
        Duration lifetime = Duration.ofSeconds(Math.max(0, expiresIn.asLong()));
        return lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private TokenUnavailableException unavailable(String why) {
        return new TokenUnavailableException("no token from " + url + ": " + why, false, null);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
