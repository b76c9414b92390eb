package io.ticketbridge.fault;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.fault.BridgeProcess.Doors;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends tickets through the REST door as its callers do. Thread-safe. */
final class RestCaller implements AutoCloseable {

    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString((BridgeHome.USER + ":" + BridgeHome.PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final JsonMapper json = new JsonMapper();
    private final Taken taken;

    RestCaller(Taken taken) {
        this.taken = taken;
    }

    /** @return whether the door has it now; to be called again with the same key when not */
    boolean send(Doors doors, String subject, String idempotencyKey) throws IOException, InterruptedException {
        return post(doors, subject, Optional.of(idempotencyKey));
    }

    /** Without an identity: it must not be sent again. */
    boolean sendOnce(Doors doors, String subject) throws IOException, InterruptedException {
        taken.doubtful(subject);
        post(doors, subject, Optional.empty());
        return true;
    }

    private boolean post(Doors doors, String subject, Optional<String> idempotencyKey)
            throws IOException, InterruptedException {
        String form = "application_id=42&subject=" + subject + "&message="
                + URLEncoder.encode("Melding om " + subject, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(doors.rest().resolve("/api/v2/support_ticket.json"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", BASIC)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        HttpResponse<String> answer;
        try {
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException killedMeanwhile) {
            return false;
        }
        switch (answer.statusCode()) {
            case 200, 202 ->
                taken.answered(
                        answer.headers().firstValue("Ticketbridge-Key").orElseThrow(),
                        new Taken.Answer(subject, ticketId(answer.body())));
            case 503 -> {
                return false;
            }
            default -> throw new AssertionError("answered " + answer.statusCode() + ": " + answer.body());
        }
        return true;
    }

    private OptionalLong ticketId(String body) throws IOException {
        var id = json.readTree(body).at("/ticket/id");
        return id.isNumber() ? OptionalLong.of(id.asLong()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
