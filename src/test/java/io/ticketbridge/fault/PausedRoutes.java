package io.ticketbridge.fault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shipped routes with two steps more before one of theirs: a line in the log, then a wait longer than any test.
 *
 * @param file the file of routes
 * @param step the id of the step that is not reached
 */
record PausedRoutes(String file, String step) {

    /** What the log says when the pause begins. */
    static final String SIGNAL = "the bridge pauses here";

    Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> shipped = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (Path route : shipped) {
                String name = route.getFileName().toString();
                String yaml = Files.readString(route);
                Files.writeString(folder.resolve(name), name.equals(file) ? withPause(yaml) : yaml);
            }
        }
        return folder;
    }

    private String withPause(String yaml) {
        Matcher found = Pattern.compile("(?m)^( *)- \\w+:\n +id: " + Pattern.quote(step) + "$")
                .matcher(yaml);
        if (!found.find()) {
            throw new AssertionError("routes/" + file + " has no step " + step);
        }
        String pause = """
                - log:
                    id: pause-signal
                    loggingLevel: WARN
                    logName: io.ticketbridge.fault
                    message: "%s"
                - delay:
                    id: pause
                    constant: "600000"
                """.formatted(SIGNAL).indent(found.group(1).length());
        return yaml.substring(0, found.start()) + pause + yaml.substring(found.start());
    }
}
