package io.ticketbridge.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command that runs or checks routes. */
final class RoutesOption {

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "Folder of the *.camel.yaml files. Default: routes, where Ticketbridge is installed.")
    private Optional<Path> routes = Optional.empty();

    Path folder() {
        return routes.orElseGet(() -> Installation.folder("routes"));
    }
}
