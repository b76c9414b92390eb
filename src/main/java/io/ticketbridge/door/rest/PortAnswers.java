package io.ticketbridge.door.rest;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP server itself answers, in the same shape as all else. */
final class PortAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(PortAnswers.class);

    private final long maxBody;

    PortAnswers(long maxBody) {
        this.maxBody = maxBody;
    }

    static void write(HttpServerResponse response, RestAnswer answer) {
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Content-Type", RestAnswer.JSON);
        response.putHeader("Content-Length", String.valueOf(answer.body().length));
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }

    /** A request line, header or chunk that is no HTTP. The connection cannot go on after it. */
    void malformed(HttpServerRequest request) {
        boolean tooLong = request.decoderResult().cause() instanceof TooLongFrameException;
        RestAnswer answer = tooLong
                ? RestErrors.badRequest(431, "The request line or the headers are too long.")
                : RestErrors.badRequest(400, "The request is not valid HTTP.");
        request.response().putHeader("Connection", "close");
        write(request.response(), answer);
        request.connection().close(); // nothing that comes now can be told apart from what was broken
    }

    /**
     * A body with a chunk that is none, or whose caller hung up. No fault of ours; the server ends the connection, and
     * seldom before that the answer is out.
     */
    void brokenOff(RoutingContext context) {
        Throwable failure = context.failure();
        boolean callers = failure instanceof HttpClosedException
                || failure instanceof IOException
                || failure instanceof DecoderException
                || failure instanceof NumberFormatException;
        if (!callers || context.request().isEnded()) {
            context.next();
            return;
        }
        LOG.debug("The body of a request broke off: {}", failure.toString());
        context.response().putHeader("Connection", "close");
        write(context.response(), RestErrors.badRequest(400, "The body is not valid HTTP."));
    }

    private static RestAnswer fault(RoutingContext context) {
        String id = UUID.randomUUID().toString();
        LOG.error("Request {} failed in the HTTP server", id, context.failure());
        return RestErrors.fault(id);
    }

    /** What the router could not route, or a handler failed at. */
    void failed(RoutingContext context) {
        String method = context.request().method().name();
        write(
                context.response(),
                switch (context.statusCode()) {
                    case 404 -> RestErrors.notFound();
                    case 405 -> RestErrors.methodNotAllowed(method, "POST");
                    case 413 -> RestErrors.tooLarge(maxBody);
                    case 415 -> RestErrors.unsupported("The Content-Type is not one that this path takes.");
                    case 417 -> RestErrors.badRequest(417, "The Expect header names something unknown.");
                    case 500 -> fault(context);
                    case 503 -> RestErrors.unavailable("The door is closing.");
                    default -> RestErrors.badRequest(context.statusCode(), "The request is not valid HTTP.");
                });
    }
}
