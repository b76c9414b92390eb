package io.ticketbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Sends samples through the REST door as its callers do: form-encoded, with Basic authentication. */
final class RestSamples {

    private static final String DOOR = "rest";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;
    private final String authorization;

    RestSamples(URI door, String user, String password) {
        this.address = door.resolve("/api/v2/support_ticket.json");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    List<DemoRow> send() throws IOException, InterruptedException {
        List<DemoRow> rows = new ArrayList<>();
        rows.add(send("rest-question.form", "delivered"));
        rows.add(send("rest-delivery.form", "delivered"));
        rows.add(send("rest-missing-subject.form", "refused"));
        return rows;
    }

    private DemoRow send(String name, String expected) throws IOException, InterruptedException {
        Sample sample = Sample.load(name);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(sample.bytes()))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        JsonNode body = json.readTree(answer.body());
        String key = answer.headers().firstValue("Ticketbridge-Key").orElse("");
        return switch (answer.statusCode()) {
            case 200 -> row(sample, key, "delivered", body.at("/ticket/id").asText(), expected);
            case 202 -> row(sample, key, "waiting", "202", expected);
            default ->
                row(
                        sample,
                        key,
                        "refused",
                        answer.statusCode() + " " + body.at("/error/message").asText(),
                        expected);
        };
    }

    private static DemoRow row(Sample sample, String key, String state, String outcome, String expected) {
        return new DemoRow(DOOR, key, sample.formSubject(), state, outcome, expected);
    }
}
