package io.ticketbridge.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.account.AccountFile;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The outside of a running bridge: an account's HTTP client, a folder to drop files into, a JMS client. */
final class Callers {

    /** The account's password. */
    static final String PASSWORD = "a pass phrase of five words";

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningBridge bridge;
    private final Path inbox;

    Callers(RunningBridge bridge, Path folder) {
        this.bridge = bridge;
        this.inbox = folder.resolve("data/inbox");
    }

    /** Settings of a bridge that has all doors, and its account. To be called before the bridge starts. */
    static String[] allDoors(Path folder, String... more) {
        new AccountFile(folder.resolve("accounts.properties"))
                .add(
                        new AccountFile.NewAccount("anna", "Anna", "anna@example.com", Optional.empty(), List.of()),
                        PASSWORD,
                        AccountFile.newApiKey());
        List<String> settings = new ArrayList<>(List.of("queue.port=0", "inbox.settle=50ms"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** Posts a form to the REST door. @param headers names and values in turn */
    HttpResponse<String> post(String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        bridge.engine().rest().resolve("/api/v2/support_ticket.json"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("anna:" + PASSWORD).getBytes(UTF_8)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    /** The status of {@code /observe/health/ready}. */
    int ready() {
        URI health = bridge.engine().management().resolve("/observe/health/ready");
        return send(HttpRequest.newBuilder(health).build()).statusCode();
    }

    String metrics() {
        URI metrics = bridge.engine().management().resolve("/observe/metrics");
        return send(HttpRequest.newBuilder(metrics).build()).body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops a complete file. */
    void drop(String name, String content) {
        try {
            Path writing = Files.writeString(inbox.resolve("." + name), content);
            Files.move(writing, inbox.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every row of a dropped file rests. */
    boolean isDone(String name) {
        return Files.exists(inbox.resolve("done").resolve(name + ".summary.json"));
    }

    void enqueue(String body) {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext()) {
            TextMessage message = context.createTextMessage(body);
            context.createProducer().send(context.createQueue("tickets"), message);
        }
    }

    /** What waits in a queue and is in nobody's hands. */
    @SuppressWarnings("unchecked")
    List<Message> browse(String queue) {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list((Enumeration<Message>) browser.getEnumeration());
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory(bridge.engine().broker().orElseThrow());
    }

    /** Waits until the ledger has this many intents in this state, and no others. */
    void awaitAll(State state, int count) {
        await().atMost(LONGEST).untilAsserted(() -> assertThat(states())
                .containsExactlyInAnyOrderEntriesOf(Map.of(state, (long) count)));
    }

    private Map<State, Long> states() {
        Map<State, Long> states = new EnumMap<>(State.class);
        bridge.engine()
                .ledger()
                .inspection()
                .counts()
                .byDoor()
                .values()
                .forEach(door -> door.forEach((state, number) -> states.merge(state, number, Long::sum)));
        states.values().removeIf(number -> number == 0);
        return states;
    }

    Intent intent(String key) {
        return bridge.engine().ledger().inspection().find(key).orElseThrow();
    }
}
