package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticketbridge.fault.BridgeProcess.Doors;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Callers whose every answer is kept for the search. */
final class CanaryCallers {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Doors doors;
    private final Leftovers leftovers;

    CanaryCallers(Doors doors, Leftovers leftovers) {
        this.doors = doors;
        this.leftovers = leftovers;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<byte[]> post(String user, String password, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(doors.rest().resolve("/api/v2/support_ticket.json"))
                .header("Authorization", basic(user, password))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<byte[]> get(String user, String password, String path) {
        return send(HttpRequest.newBuilder(doors.rest().resolve(path)).header("Authorization", basic(user, password)));
    }

    HttpResponse<byte[]> get(URI page) {
        return send(HttpRequest.newBuilder(page));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofByteArray());
            leftovers.answered(answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void enqueue(String... texts) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(doors.broker());
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            for (String text : texts) {
                session.createProducer(session.createQueue(doors.queue())).send(session.createTextMessage(text));
            }
        }
    }

    /** Takes the next dead letter, whose reason is kept for the search. */
    void awaitDeadLetter() throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(doors.broker());
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(doors.queue() + ".DLQ"))) {
            connection.start();
            Message letter = consumer.receive(LONGEST.toMillis());
            if (letter == null) {
                throw new AssertionError("no dead letter");
            }
            leftovers.said("the dead letter's reason", letter.getStringProperty("ticketbridge_reason"));
        }
    }
}
