package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.file.FileDoor;
import io.ticketbridge.door.queue.QueueDoor;
import io.ticketbridge.door.rest.RestDoor;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** The doors that are part of the bridge. A door that is only a route needs no part here. */
record Doors(RestDoor rest, FileDoor file, QueueDoor queue) implements AutoCloseable {

    void bind(Main main) {
        rest.bind(main);
        file.bind(main);
        queue.bind(main);
    }

    /** By door, why it cannot accept now; empty = it can. */
    Map<String, Supplier<Optional<String>>> faults() {
        return Map.of(
                QueueDoor.NAME,
                queue::whyNotAccepting,
                "file",
                () -> file.isSuspended() ? Optional.of("Reading files waits for the ledger.") : Optional.empty());
    }

    /** The one line that says where the doors are, once all run. */
    String readyLine(long millis, Settings settings) {
        return "ticketbridge ready in " + millis + " ms: rest " + restUrl(settings) + ", inbox "
                + file.inbox().toAbsolutePath() + ", queue " + settings.get(Keys.QUEUE_NAME) + " at "
                + queue.brokerUrl().orElse("no port");
    }

    URI restUrl(Settings settings) {
        return URI.create(
                (rest.isSecure() ? "https" : "http") + "://" + settings.get(Keys.HTTP_HOST) + ":" + rest.port());
    }

    @Override
    public void close() {
        rest.close();
        file.close();
        queue.close();
    }
}
