package io.ticketbridge.socialboards;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Sends single requests outside a route, under the rules of {@link WireClient} and with permits of its own: a call
 * never uses up what its thread's route was permitted. Thread-safe.
 */
final class WireCall implements AutoCloseable {

    private final WireRecorder recorder;
    private final int longestAnswer;
    private final CloseableHttpClient client;

    WireCall(WireClient wire) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        this.longestAnswer = wire.longestAnswer();
        this.recorder = wire.recorder().another();
        wire.configure(builder, recorder);
        this.client = builder.build();
    }

    /** One POST; every fault is told by the result. */
    WireResult post(URI url, byte[] body, Optional<String> bearer) {
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(body, null));
        recorder.begin(bearer, Instant.MAX);
        try {
            client.executeOpen(null, request, null).close();
        } catch (IOException | RuntimeException e) {
            recorder.current().ifPresent(exchange -> exchange.failed(WireFault.inWords(e)));
        }
        return recorder.take();
    }

    int longestAnswer() {
        return longestAnswer;
    }

    /** Whether no more was read because it was longer than allowed. */
    boolean isOverlong(WireResult result) {
        return !result.complete() && result.body().length >= longestAnswer;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
