package io.ticketbridge.observation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** The routes whose id ends in {@code -door}: the shipped doors and the user's own. Thread-safe. */
final class DoorRoutes {

    private static final String ENDING = "-door";

    private final AtomicReference<CamelContext> context = new AtomicReference<>();

    void watch(CamelContext starting) {
        context.set(starting);
    }

    /** Why they cannot all accept; empty = they can. */
    Optional<String> fault() {
        CamelContext running = context.get();
        if (running == null) {
            return Optional.of("The routes are not started yet.");
        }
        List<String> stopped = running.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.endsWith(ENDING))
                .filter(id -> !running.getRouteController().getRouteStatus(id).isStarted())
                .sorted()
                .toList();
        return stopped.isEmpty()
                ? Optional.empty()
                : Optional.of("Not started: " + String.join(", ", stopped) + "; the log says why.");
    }
}
