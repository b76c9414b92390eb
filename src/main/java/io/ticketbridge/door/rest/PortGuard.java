package io.ticketbridge.door.rest;

import io.ticketbridge.door.rest.PublishedPaths.Published;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * Stands before every request of the port, on its event loop: refuses what no route would take, in the order of the
 * contract (404, 405, 413), hides forms from the server's own form handling, and bounds how many requests are under way
 * and how long a body may take to come.
 */
final class PortGuard implements Handler<HttpServerRequest> {

    private static final long BODY_MILLIS = TimeUnit.SECONDS.toMillis(60);
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final int[] SERVER_ERRORS = {400, 404, 405, 406, 413, 415, 417, 500, 503};

    private final CamelContext camel;
    private final Vertx vertx;
    private final Handler<HttpServerRequest> router;
    private final PublishedPaths paths;
    private final long maxBody;
    private final RequestsUnderWay underWay;

    PortGuard(
            CamelContext camel,
            Vertx vertx,
            Router router,
            PortAnswers answers,
            long maxBody,
            RequestsUnderWay underWay) {
        this.camel = camel;
        this.vertx = vertx;
        this.router = router;
        this.paths = new PublishedPaths(camel);
        this.maxBody = maxBody;
        this.underWay = underWay;
        for (int status : SERVER_ERRORS) {
            router.errorHandler(status, answers::failed);
        }
        router.route().order(-3).handler(this::admit).failureHandler(answers::brokenOff);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!camel.isStarted() || underWay.isClosing()) {
            refuse(request, RestErrors.unavailable("The door is not open now."));
            return;
        }
        String method = request.method().name();
        List<Published> published = paths.at(request.path() == null ? "" : request.path());
        if (published.isEmpty()) {
            refuse(request, RestErrors.notFound());
        } else if (published.stream().noneMatch(one -> one.takes(method))) {
            refuse(request, RestErrors.methodNotAllowed(method, allowed(published)));
        } else if (published.stream().noneMatch(one -> one.takes(method) && one.isOpen())) {
            refuse(request, RestErrors.unavailable("This endpoint is suspended now."));
        } else if (contentLength(request) > maxBody) {
            refuse(request, RestErrors.tooLarge(maxBody));
        } else {
            router.handle(request);
        }
    }

    /** What still comes of a refused body is read and dropped for a while, so that the caller sees the answer. */
    private void refuse(HttpServerRequest request, RestAnswer answer) {
        long timer = endIfSlow(request);
        request.endHandler(complete -> vertx.cancelTimer(timer)).resume();
        PortAnswers.write(request.response(), answer);
    }

    /** The first handler of every routed request. */
    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<RequestsUnderWay.Place> entered = underWay.tryEnter(largestBody(request));
        if (entered.isEmpty()) {
            refuse(request, RestErrors.unavailable("Too many requests are under way."));
            return;
        }
        RequestsUnderWay.Place place = entered.get();
        request.end().onSuccess(whole -> place.measured(request.bytesRead()));
        long timer = endIfSlow(request);
        context.addEndHandler(done -> {
            place.leave();
            vertx.cancelTimer(timer);
        });
        OriginalContentType.hide(request);
        forgiveQuery(context);
        context.next();
    }

    private static String allowed(List<Published> published) {
        TreeSet<String> methods = new TreeSet<>();
        published.forEach(one -> methods.addAll(one.methods()));
        return String.join(", ", methods);
    }

    /** A body without a declared length may become as large as is allowed. */
    private long largestBody(HttpServerRequest request) {
        boolean declared = request.getHeader("Content-Length") != null;
        boolean bodiless = request.version() != HttpVersion.HTTP_2 && request.getHeader("Transfer-Encoding") == null;
        return declared ? contentLength(request) : bodiless ? 0 : maxBody;
    }

    private static long contentLength(HttpServerRequest request) {
        String header = request.getHeader("Content-Length");
        return header != null && LENGTH.matcher(header).matches()
                ? Long.parseLong(header)
                : header == null ? 0 : Long.MAX_VALUE;
    }

    /** Ends the connection of a caller whose body does not come to its end. */
    private long endIfSlow(HttpServerRequest request) {
        return vertx.setTimer(BODY_MILLIS, late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    /**
     * The server decodes a query strictly and refuses the request for a stray percent sign. It does so once: when that
     * has failed before, it takes the query as empty. Our own decoder reads the raw query.
     */
    private static void forgiveQuery(RoutingContext context) {
        try {
            context.queryParams();
        } catch (HttpException strayPercent) {
            context.put("ticketbridge.query", "not decodable by the server");
        }
    }
}
