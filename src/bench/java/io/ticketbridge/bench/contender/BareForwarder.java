package io.ticketbridge.bench.contender;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ticketbridge.bench.process.ParentWatch;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;

/**
 * The practical limit: takes the form, makes the JSON and posts it, on the HTTP server that Camel uses. Nothing is
 * kept, checked or authenticated; what is under way in a crash is lost.
 */
public final class BareForwarder extends AbstractVerticle {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final RequestOptions create;
    private final int port;

    private BareForwarder(HttpClient client, URI upstream, int port) {
        this.client = client;
        this.port = port;
        this.create = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(upstream.getHost())
                .setPort(upstream.getPort())
                .setURI("/tickets")
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer bench");
    }

    /** Arguments: the upstream, a port to listen at, requests under way at once. */
    public static void main(String[] arguments) {
        ParentWatch.begin();
        Vertx vertx = Vertx.vertx();
        URI upstream = URI.create(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(Integer.parseInt(arguments[2])));
        int instances = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new BareForwarder(client, upstream, port),
                        new DeploymentOptions().setInstances(instances))
                .onSuccess(deployed -> Announcement.ready(port))
                .onFailure(Announcement::failed);
    }

    @Override
    public void start(Promise<Void> started) {
        Router router = Router.router(vertx);
        router.post(Paths.TICKET).handler(BodyHandler.create(false)).handler(this::forward);
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void forward(RoutingContext call) {
        client.request(create)
                .compose(request -> request.send(ticket(call.request().formAttributes())))
                .compose(answer -> answer.body())
                .onSuccess(answer -> call.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"ticket\":{\"id\":" + id(answer) + "}}"))
                .onFailure(call::fail);
    }

    private static Buffer ticket(MultiMap form) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(JsonNodeFactory.instance
                    .objectNode()
                    .put("isHtml", false)
                    .put("title", form.get("subject"))
                    .put("message", form.get("message"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long id(Buffer answer) {
        try {
            return JSON.readTree(answer.getBytes()).path("data").asLong();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
