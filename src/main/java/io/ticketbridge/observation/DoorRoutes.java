package io.ticketbridge.observation;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** The routes whose id ends in {@code -door}: the shipped doors and the user's own. */
final class DoorRoutes {

    private static final String ENDING = "-door";

    private DoorRoutes() {}

    /** Why they cannot all accept; empty = they can. */
    static Optional<String> fault(CamelContext context) {
        List<String> stopped = context.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.endsWith(ENDING))
                .filter(id -> !context.getRouteController().getRouteStatus(id).isStarted())
                .sorted()
                .toList();
        return stopped.isEmpty()
                ? Optional.empty()
                : Optional.of("Not started: " + String.join(", ", stopped) + "; the log says why.");
    }
}
