package io.ticketbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SandboxTokenTest {

    @Test
    void givesAnAccessTokenAsPlainOauthJson() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            HttpResponse<String> response = new SandboxCaller(sandbox.uri()).refresh("r1");

            JsonNode json = SandboxCaller.json(response);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json.fieldNames())
                    .toIterable()
                    .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
            assertThat(json.get("token_type").asText()).isEqualTo("bearer");
            assertThat(json.get("expires_in").asInt()).isEqualTo(3599);
            assertThat(json.get("refresh_token").asText()).isEqualTo("r1");
        }
    }

    @Test
    void answersAWrongGrantWithAnOauthError() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri());

            assertThat(caller.form("grant_type=password&client_id=a&refresh_token=b")
                            .body())
                    .contains("\"error\":\"unsupported_grant_type\"");
            assertThat(caller.form("grant_type=refresh_token&client_id=a").body())
                    .contains("\"error\":\"invalid_request\"");
            assertThat(caller.form("").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aRotatedRefreshTokenCountsOnce() throws Exception {
        SandboxOptions rotating = SandboxOptions.defaults().rotating();
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, rotating)) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri());
            String next = SandboxCaller.json(caller.refresh("first"))
                    .get("refresh_token")
                    .asText();

            assertThat(next).isNotEqualTo("first");
            assertThat(caller.refresh("first").body()).contains("\"error\":\"invalid_grant\"");
            assertThat(caller.refresh(next).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAccessTokenExpires() throws Exception {
        SettableClock clock = new SettableClock();
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withTokenLifetime(Duration.ofSeconds(60));
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, options)) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri()).authorized();
            clock.now = clock.now.plusSeconds(59);
            assertThat(caller.create(SandboxCaller.TICKET).statusCode()).isEqualTo(200);

            clock.now = clock.now.plusSeconds(1);
            assertThat(caller.create(SandboxCaller.TICKET).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesATicketWithoutATokenOfItsOwn() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            HttpResponse<String> response = new SandboxCaller(sandbox.uri()).create(SandboxCaller.TICKET);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(SandboxCaller.json(response).get("errorCode").asInt()).isEqualTo(990_401);
            assertThat(sandbox.ticketCount()).isZero();
        }
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
