package io.ticketbridge.engine;

import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** DoorCallers of a running bridge at each of its doors, with the clients that real ones use. */
final class DoorCallers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI tickets;
    private final Path inbox;
    private final ActiveMQConnectionFactory jms;

    DoorCallers(Engine engine, Path dataDir) {
        this.tickets = engine.rest().resolve("/api/v2/support_ticket.json");
        this.inbox = dataDir.resolve("inbox");
        this.jms = new ActiveMQConnectionFactory(engine.broker().orElseThrow());
    }

    /** Two accounts, whose passwords are their names. */
    static Path accounts(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String user : new String[] {"kari", "ola"}) {
            lines.append("user.%1$s.password=%2$s%nuser.%1$s.name=%1$s%nuser.%1$s.email=%1$s@example.org%n"
                    .formatted(user, BCrypt.withDefaults().hashToString(4, user.toCharArray())));
        }
        return Files.writeString(folder.resolve("accounts.properties"), lines);
    }

    static Map<String, String> ticket(String application, String subject, String message, String... more) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("application_id", application);
        fields.put("subject", subject);
        fields.put("message", message);
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    HttpResponse<String> rest(String user, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tickets)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String key(HttpResponse<String> answer) {
        return answer.headers().firstValue("Ticketbridge-Key").orElseThrow();
    }

    /** The type of a refusal. */
    static String type(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).at("/error/type").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** @param key the property {@code idempotency_key}; empty = none */
    void queue(Map<String, String> fields, Optional<String> key) {
        try (JMSContext context = jms.createContext()) {
            JMSProducer producer = context.createProducer();
            key.ifPresent(value -> producer.setProperty("idempotency_key", value));
            producer.send(context.createQueue("tickets"), form(fields));
        }
    }

    void queueWithoutAnyName(Map<String, String> fields) {
        try (JMSContext context = jms.createContext()) {
            context.createProducer().setDisableMessageID(true).send(context.createQueue("tickets"), form(fields));
        }
    }

    /** The reason of the next dead letter. */
    String deadLetter() {
        try (JMSContext context = jms.createContext()) {
            Message message =
                    context.createConsumer(context.createQueue("tickets.DLQ")).receive(PATIENCE.toMillis());
            return message.getStringProperty("ticketbridge_reason");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a dead letter waits. */
    boolean hasDeadLetter() {
        try (JMSContext context = jms.createContext()) {
            return context.createBrowser(context.createQueue("tickets.DLQ"))
                    .getEnumeration()
                    .hasMoreElements();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    void drop(String name, String content) throws IOException {
        Path hidden = Files.writeString(inbox.resolve("." + name), content);
        Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The summary of a dropped file, once it is done. */
    JsonNode summary(String name) throws IOException {
        Path summary = inbox.resolve("done").resolve(name + ".summary.json");
        await().atMost(PATIENCE).until(() -> Files.exists(summary));
        return JSON.readTree(Files.readString(summary));
    }

    /** What stands beside a file that is done: {@code report.csv} or {@code rejects.csv}. */
    String beside(String name, String what) throws IOException {
        summary(name);
        return Files.readString(inbox.resolve("done").resolve(name + "." + what));
    }

    @Override
    public void close() {
        jms.close();
    }
}
