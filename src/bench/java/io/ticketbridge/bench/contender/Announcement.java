package io.ticketbridge.bench.contender;

import java.util.regex.Pattern;

/** What a contender of this benchmark tells on its standard output, and the benchmark waits for. */
final class Announcement {

    static final Pattern READY = Pattern.compile("ready at (\\d+)");

    private Announcement() {}

    static void ready(int port) {
        System.out.println("ready at " + port);
    }

    /** Ends the process. */
    static void failed(Throwable cause) {
        cause.printStackTrace();
        System.exit(1);
    }
}
