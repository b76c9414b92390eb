package io.ticketbridge.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a running bridge counts, from its management port. */
public final class BridgeMetrics {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    BridgeMetrics(int port) {
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
                .build();
    }

    /** Commits of the ledger so far; each is one fsync of its log. */
    public long commits() {
        return (long) value("ticketbridge_ledger_commits_total");
    }

    private double value(String metric) {
        return text().lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String text() {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
