package io.ticketbridge.engine;

import java.nio.file.Path;
import java.util.Optional;

/** The one line that says where the doors are, once all run. */
record ReadyLine(long millis, String rest, Path inbox, String queue, Optional<String> broker) {

    @Override
    public String toString() {
        return "ticketbridge ready in " + millis + " ms: rest " + rest + ", inbox " + inbox.toAbsolutePath()
                + ", queue " + queue + " at " + broker.orElse("no port of this machine");
    }
}
