package io.ticketbridge.door.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;

/** The paths that routes listen at, ours and those of any other YAML file, as Camel knows them now. Thread-safe. */
final class PublishedPaths {

    /** The server cannot route a path with one, and would answer in words of its own. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    private final CamelContext camel;
    private final ConcurrentMap<String, Predicate<String>> paths = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<String>> methods = new ConcurrentHashMap<>();

    PublishedPaths(CamelContext camel) {
        this.camel = camel;
    }

    /** One path and method set that a route listens at. @param methods empty = every method */
    record Published(Set<String> methods, boolean isOpen) {

        boolean takes(String method) {
            return methods.isEmpty() || methods.contains(method);
        }
    }

    /** Everything that listens at the path, whatever its method. */
    List<Published> at(String path) {
        if (STRAY_PERCENT.matcher(path).find()) {
            return List.of();
        }
        List<Published> published = new ArrayList<>();
        for (Route route : camel.getRoutes()) {
            if (route.getConsumer() instanceof PlatformHttpConsumer consumer) {
                PlatformHttpEndpoint endpoint = consumer.getEndpoint();
                if (listensAt(endpoint).test(path)) {
                    boolean open = camel.getRouteController()
                            .getRouteStatus(route.getRouteId())
                            .isStarted();
                    published.add(new Published(methods(endpoint), open));
                }
            }
        }
        return published;
    }

    private Set<String> methods(PlatformHttpEndpoint endpoint) {
        String restriction = endpoint.getHttpMethodRestrict();
        return restriction == null
                ? Set.of()
                : methods.computeIfAbsent(restriction, list -> Set.copyOf(List.of(list.split("\\s*,\\s*"))));
    }

    private Predicate<String> listensAt(PlatformHttpEndpoint endpoint) {
        String suffix = endpoint.isMatchOnUriPrefix() ? "*" : "";
        return paths.computeIfAbsent(endpoint.getPath() + suffix, PublishedPaths::compile);
    }

    private static Predicate<String> compile(String template) {
        boolean prefix = template.endsWith("*");
        if (!prefix && !template.contains("{")) {
            return template::equals;
        }
        String path = prefix ? template.substring(0, template.length() - 1) : template;
        List<String> literals = new ArrayList<>();
        for (String literal : PARAMETER.split(path, -1)) {
            literals.add(Pattern.quote(literal));
        }
        return Pattern.compile(String.join("[^/]+", literals) + (prefix ? ".*" : ""))
                .asMatchPredicate();
    }
}
