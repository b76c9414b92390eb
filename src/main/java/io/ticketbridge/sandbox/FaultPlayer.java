package io.ticketbridge.sandbox;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** Lets a request's work be done and answered as its fault will have it. Runs on the event loop. */
final class FaultPlayer {

    private final Vertx vertx;

    FaultPlayer(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param work does what the request asks and gives the true answer; may never be called */
    void play(Effect effect, HttpServerRequest request, Supplier<Answer> work) {
        if (effect instanceof Effect.Canned canned) {
            if (canned.create()) {
                work.get();
            }
            Buffer body = Buffer.buffer(canned.body());
            send(request.response(), new Answer(canned.status(), canned.headers(), body.getBytes()));
        } else if (effect instanceof Effect.Break broken) {
            if (broken.moment() == Effect.Moment.WORK) {
                work.get();
            }
            reset(request);
        } else if (effect instanceof Effect.Stall stall) {
            if (stall.create()) {
                work.get();
            }
        } else if (effect instanceof Effect.Slow slow) {
            Answer answer = work.get();
            later(slow.delay(), () -> send(request.response(), answer));
        } else if (effect instanceof Effect.Drip drip) {
            drip(request.response(), work.get(), drip.gap());
        } else if (effect instanceof Effect.Cut) {
            cut(request, work.get());
        } else if (effect instanceof Effect.Pad pad) {
            send(request.response(), padded(work.get(), pad.bytes()));
        } else {
            send(request.response(), work.get());
        }
    }

    static void send(HttpServerResponse response, Answer answer) {
        if (!response.closed()) {
            head(response, answer).end(Buffer.buffer(answer.body()));
        }
    }

    /** Closes with an RST instead of the ordinary end of a connection. */
    static void reset(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private static HttpServerResponse head(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status()).putHeader("Content-Length", String.valueOf(answer.body().length));
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private void later(Duration delay, Runnable step) {
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> step.run());
    }

    private void drip(HttpServerResponse response, Answer answer, Duration gap) {
        head(response, answer);
        dripFrom(response, answer.body(), 0, gap);
    }

    private void dripFrom(HttpServerResponse response, byte[] body, int next, Duration gap) {
        if (response.closed()) {
            return;
        }
        if (next == body.length) {
            response.end();
        } else {
            response.write(Buffer.buffer(new byte[] {body[next]}));
            later(gap, () -> dripFrom(response, body, next + 1, gap));
        }
    }

    private static void cut(HttpServerRequest request, Answer answer) {
        head(request.response(), answer)
                .write(Buffer.buffer(Arrays.copyOf(answer.body(), answer.body().length / 2)))
                .onComplete(written -> request.connection().close());
    }

    private static Answer padded(Answer answer, int bytes) {
        byte[] body = Arrays.copyOf(answer.body(), Math.max(bytes, answer.body().length));
        Arrays.fill(body, answer.body().length, body.length, (byte) ' ');
        return new Answer(answer.status(), answer.headers(), body);
    }
}
