package io.ticketbridge.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body up to a limit. */
final class BodyReader {

    private static final int MOST_BYTES = 16 << 20;

    private BodyReader() {}

    /** Calls {@code whole} with the body; answers 413 and closes when it is longer than 16 MiB. */
    static void read(HttpServerRequest request, Consumer<Buffer> whole) {
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() <= MOST_BYTES) {
                body.appendBuffer(piece);
            } else if (!request.response().ended()) {
                request.response().putHeader("Connection", "close");
                FaultPlayer.send(request.response(), SandboxError.TOO_LARGE.answer("The body is longer than 16 MiB."));
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body);
            }
        });
    }
}
