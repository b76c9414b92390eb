package io.ticketbridge.command;

import java.nio.file.Path;

/** Where Ticketbridge is installed: the launcher says so; without it, the working directory. */
final class Installation {

    private Installation() {}

    static Path folder(String name) {
        return Path.of(System.getProperty("ticketbridge.home", "")).resolve(name);
    }
}
