package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a sandbox as a client of Socialboards would. */
final class SandboxCaller {

    static final String TICKET = "{\"title\":\"Pris på bil\",\"message\":\"Hei,\\nhva koster den?\"}";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private String token = "none";

    SandboxCaller(URI base) {
        this.base = base;
    }

    SandboxCaller authorized() throws IOException, InterruptedException {
        token = json(refresh("any-refresh-token")).get("access_token").asText();
        return this;
    }

    HttpResponse<String> refresh(String refreshToken) throws IOException, InterruptedException {
        return form("grant_type=refresh_token&client_id=me&refresh_token=" + refreshToken);
    }

    HttpResponse<String> form(String body) throws IOException, InterruptedException {
        return send(request("/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> create(String json) throws IOException, InterruptedException {
        return send(toCreate(json));
    }

    long created(String json) throws IOException, InterruptedException {
        return json(create(json)).get("data").asLong();
    }

    HttpRequest.Builder toCreate(String json) {
        return resource("/tickets").POST(BodyPublishers.ofString(json));
    }

    JsonNode list(String json) throws IOException, InterruptedException {
        return json(send(resource("/tickets/list").POST(BodyPublishers.ofString(json))));
    }

    HttpRequest.Builder resource(String path) {
        return request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> control(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
