package io.ticketbridge.observation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * The health documents of the management port, in the place of Camel's own: those escape every message twice, so that a
 * reader finds a backslash before each slash and quotation mark.
 */
final class HealthPages {

    private static final String PATH = "/observe/health";
    private static final String EVERYTHING = "full";

    private final CamelContext camel;

    HealthPages(CamelContext camel) {
        this.camel = camel;
    }

    /** To be called when the management port listens. */
    void serveAt(int port) {
        Router router = VertxPlatformHttpRouter.lookup(camel, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        // Before Camel's own routes; a check may take its time, so none runs on the event loop.
        router.get(PATH)
                .order(-1)
                .blockingHandler(page -> answer(page, HealthCheckHelper.invoke(camel, EVERYTHING), false), false);
        router.get(PATH + "/live")
                .order(-2)
                .blockingHandler(
                        page -> answer(page, HealthCheckHelper.invokeLiveness(camel, EVERYTHING), false), false);
        router.get(PATH + "/ready")
                .order(-3)
                .blockingHandler(
                        page -> answer(page, HealthCheckHelper.invokeReadiness(camel, EVERYTHING), true), false);
    }

    private static void answer(RoutingContext page, Collection<HealthCheck.Result> results, boolean readiness) {
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("status", up ? "UP" : "DOWN");
        ArrayNode checks = document.putArray("checks");
        for (HealthCheck.Result result : results) {
            ObjectNode check = checks.addObject();
            check.put("name", result.getCheck().getId());
            check.put("status", result.getState().name());
            result.getMessage().ifPresent(message -> check.put("message", message));
        }
        page.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(document.toString());
    }
}
