package io.ticketbridge.door.rest;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Vert.x whose HTTP servers can be prepared just before they listen. Camel makes its server itself and gives no other
 * way to set what the server answers to a request that is no HTTP. Everything else is handed on unchanged.
 */
final class GuardedVertx {

    private GuardedVertx() {}

    /**
     * @param idle after which a connection that is silent both ways is closed
     * @param prepare called with the server of this port before it listens
     */
    static Vertx of(Vertx vertx, int port, Duration idle, Consumer<HttpServer> prepare) {
        return proxy(VertxInternal.class, vertx, (proxied, method, arguments) -> {
            if (!method.getName().equals("createHttpServer")) {
                return call(vertx, method, arguments);
            }
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof HttpServerOptions options) {
                options.setIdleTimeoutUnit(TimeUnit.SECONDS).setIdleTimeout((int) idle.toSeconds());
            }
            return guarded((HttpServer) call(vertx, method, arguments), port, prepare);
        });
    }

    private static HttpServer guarded(HttpServer server, int port, Consumer<HttpServer> prepare) {
        return proxy(HttpServer.class, server, (proxied, method, arguments) -> {
            boolean listens = method.getName().equals("listen") && arguments != null && arguments.length > 0;
            if (listens && Integer.valueOf(port).equals(arguments[0])) {
                prepare.accept(server);
            }
            Object result = call(server, method, arguments);
            return result == server ? proxied : result;
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Object target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }
}
