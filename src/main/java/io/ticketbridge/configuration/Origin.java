package io.ticketbridge.configuration;

import java.nio.file.Path;

/** Where a value was set, in words for messages, such as {@code config/application.properties line 12}. */
public record Origin(String words) {

    static final Origin DEFAULT = new Origin("default");
    static final Origin COMMAND_LINE = new Origin("--set");

    static Origin line(Path file, int number) {
        return new Origin(file + " line " + number);
    }

    static Origin environment(String variable) {
        return new Origin("environment " + variable);
    }
}
