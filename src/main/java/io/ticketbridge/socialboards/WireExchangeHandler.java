package io.ticketbridge.socialboards;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Holds the whole exchange, from the wait for a connection to the last byte of the answer, inside its deadline and its
 * size, and hands on an answer that needs no socket any more. Whatever goes wrong before an answer is an
 * {@link IOException}.
 */
final class WireExchangeHandler implements ExecChainHandler {

    private final WireSettings settings;
    private final HttpHost origin;
    private final WireRecorder recorder;
    private final ScheduledExecutorService deadlines;

    WireExchangeHandler(WireSettings settings, WireRecorder recorder, ScheduledExecutorService deadlines) {
        this.settings = settings;
        this.origin = hostOf(settings.origin());
        this.recorder = recorder;
        this.deadlines = deadlines;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        WireExchange exchange =
                recorder.current().orElseThrow(() -> new WireRefusedException("a request without a permit"));
        exchange.useUp();
        awaitTurn(exchange);
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> abort(exchange, scope), settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
        try {
            prepare(request, scope, exchange);
            ClassicHttpResponse response = chain.proceed(request, scope);
            readAll(response, exchange, scope);
            return response;
        } catch (IOException | HttpException e) {
            exchange.failed(inWords(e, exchange));
            throw e;
        } catch (RuntimeException e) {
            exchange.failed(inWords(e, exchange));
            throw new ClientProtocolException("the HTTP client failed", e);
        } finally {
            deadline.cancel(false);
            exchange.ended();
        }
    }

    private static void awaitTurn(WireExchange exchange) throws WireRefusedException {
        try {
            exchange.awaitTurn();
        } catch (WireRefusedException e) {
            exchange.failed(WireFault.inWords(e));
            throw e;
        }
    }

    private void prepare(ClassicHttpRequest request, ExecChain.Scope scope, WireExchange exchange) throws IOException {
        HttpRoute route = scope.route;
        if (!sameHost(origin, route.getTargetHost()) || route.getProxyHost() != null) {
            throw new WireRefusedException("a request to another host than " + origin);
        }
        exchange.attachTo(scope.clientContext);
        request.setAuthority(new URIAuthority(origin));
        request.setHeader(HttpHeaders.CONTENT_TYPE, settings.contentType());
        request.setHeader(HttpHeaders.ACCEPT, WireSettings.JSON);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        exchange.bearer().ifPresent(token -> request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    }

    /** Reads the answer and strips it: what Camel gets is a status and bytes. */
    private void readAll(ClassicHttpResponse response, WireExchange exchange, ExecChain.Scope scope) {
        AnswerReader reader = new AnswerReader(settings.longestAnswer());
        try {
            if (response.getEntity() != null) {
                reader.readToTheEnd(response.getEntity());
            }
            exchange.completed();
        } catch (IOException | RuntimeException e) {
            exchange.failed(inWords(e, exchange));
            scope.execRuntime.discardEndpoint();
        }
        exchange.read(reader.bytes());
        response.setHeaders();
        response.setEntity(new ByteArrayEntity(reader.bytes(), null));
    }

    private void abort(WireExchange exchange, ExecChain.Scope scope) {
        exchange.strikeDeadline();
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        }
        scope.execRuntime.discardEndpoint();
    }

    private String inWords(Exception fault, WireExchange exchange) {
        return exchange.isPastDeadline()
                ? "no complete answer in " + settings.deadline().toMillis() + " ms"
                : WireFault.inWords(fault);
    }

    private static HttpHost hostOf(URI uri) {
        boolean secure = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        return new HttpHost(uri.getScheme(), uri.getHost(), port);
    }

    private static boolean sameHost(HttpHost origin, HttpHost target) {
        int port = target.getPort() >= 0 ? target.getPort() : "https".equals(target.getSchemeName()) ? 443 : 80;
        return origin.getSchemeName().equals(target.getSchemeName())
                && origin.getHostName().equalsIgnoreCase(target.getHostName())
                && origin.getPort() == port;
    }
}
