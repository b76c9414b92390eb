package io.ticketbridge.engine;

import io.ticketbridge.socialboards.StandInExchange;
import io.ticketbridge.socialboards.StandInServer;
import io.ticketbridge.socialboards.StandInServer.Behaviour;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Hands requests on to an upstream byte by byte, and does to its answer what a network can do. */
final class Forwarding {

    private final URI upstream;

    Forwarding(URI upstream) {
        this.upstream = upstream;
    }

    Behaviour whole() {
        return exchange -> exchange.send(answer(exchange));
    }

    Behaviour thenReset() {
        return exchange -> {
            answer(exchange);
            exchange.reset();
        };
    }

    Behaviour thenStall() {
        return exchange -> {
            answer(exchange);
            exchange.stall();
        };
    }

    /** Our side of the connection is closed, the other stays open. */
    Behaviour thenHalfClose() {
        return exchange -> {
            answer(exchange);
            exchange.halfClose();
            exchange.stall();
        };
    }

    Behaviour dripping(Duration interval) {
        return exchange -> exchange.drip(answer(exchange), interval);
    }

    Behaviour thenStallMidAnswer() {
        return exchange -> {
            exchange.send(allButItsEnd(answer(exchange)));
            exchange.stall();
        };
    }

    Behaviour cutMidAnswer() {
        return exchange -> {
            exchange.send(allButItsEnd(answer(exchange)));
            exchange.close();
        };
    }

    /** Reads the head and a part of the body only. */
    static Behaviour resetDuringTheBody() {
        return exchange -> {
            exchange.readHead();
            exchange.readPart(1_000);
            exchange.reset();
        };
    }

    private static String allButItsEnd(String answer) {
        return answer.substring(0, answer.length() - 10);
    }

    private String answer(StandInExchange exchange) throws IOException {
        StandInServer.Request request = exchange.readRequest();
        try (Socket socket = new Socket(upstream.getHost(), upstream.getPort())) {
            String head = request.head().replaceFirst("(?i)\r\nconnection:[^\r]*", "");
            String last = head.substring(0, head.length() - 2) + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(last.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(request.body());
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.replaceFirst("(?i)\r\nconnection: close", "");
        }
    }
}
