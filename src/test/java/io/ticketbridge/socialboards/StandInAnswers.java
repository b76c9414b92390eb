package io.ticketbridge.socialboards;

import io.ticketbridge.socialboards.StandInServer.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Behaviours of {@link StandInServer}, by name. */
public final class StandInAnswers {

    private StandInAnswers() {}

    public static Behaviour created(long id) {
        return json(200, "{\"data\":" + id + ",\"errorCode\":-1,\"errorText\":null}");
    }

    public static Behaviour json(int status, String body) {
        return answer(status, "Content-Type: application/json\r\n", body);
    }

    /** @param headers each ended by CR LF */
    public static Behaviour answer(int status, String headers, String body) {
        return exchange -> {
            exchange.readRequest();
            exchange.send(text(status, headers, body));
        };
    }

    /** The whole answer goes out when the request's head is in; the rest of the request is never read. */
    public static Behaviour answerBeforeTheBody(int status, String body) {
        return exchange -> {
            exchange.readHead();
            exchange.send(text(status, "Connection: close\r\n", body));
            exchange.close();
        };
    }

    public static Behaviour resetBeforeTheBody() {
        return exchange -> {
            exchange.readHead();
            exchange.reset();
        };
    }

    public static Behaviour resetAfterTheRequest() {
        return exchange -> {
            exchange.readRequest();
            exchange.reset();
        };
    }

    public static Behaviour closeAfterTheRequest() {
        return exchange -> {
            exchange.readRequest();
            exchange.close();
        };
    }

    public static Behaviour stallAfterTheRequest() {
        return exchange -> {
            exchange.readRequest();
            exchange.stall();
        };
    }

    /** Neither reads the request nor answers. */
    public static Behaviour ignore() {
        return exchange -> {
            exchange.readHead();
            exchange.stall();
        };
    }

    /** Promises the whole body, sends half of it, then says nothing more. */
    public static Behaviour stallMidBody(String body) {
        return exchange -> {
            exchange.readRequest();
            exchange.send(half(body));
            exchange.stall();
        };
    }

    /** Promises the whole body, sends half of it, then closes. */
    public static Behaviour cutMidBody(String body) {
        return exchange -> {
            exchange.readRequest();
            exchange.send(half(body));
            exchange.close();
        };
    }

    public static Behaviour cutMidChunk(String body) {
        return exchange -> {
            exchange.readRequest();
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                    + "\r\n" + body);
            exchange.close();
        };
    }

    /** The whole answer, head included, a byte at a time. */
    public static Behaviour drip(String body, Duration interval) {
        return exchange -> {
            exchange.readRequest();
            exchange.drip(text(200, "", body), interval);
        };
    }

    /** The head at once, then the body a byte at a time. */
    public static Behaviour dripBody(String body, Duration interval) {
        return exchange -> {
            exchange.readRequest();
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
            exchange.drip(body, interval);
        };
    }

    public static Behaviour raw(String bytes) {
        return exchange -> {
            exchange.readRequest();
            exchange.send(bytes);
            exchange.close();
        };
    }

    private static String half(String body) {
        String whole = text(200, "", body);
        return whole.substring(0, whole.length() - body.length() / 2);
    }

    private static String text(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Status\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
