package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.process.ChildProcess;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a contender of this benchmark tells on its standard output, and the benchmark waits for. */
final class Announcement {

    private static final Pattern READY = Pattern.compile("ready at (\\d+)");

    private Announcement() {}

    /** Waits until the process has told it; ends the process when it does not. @return how long it took to start */
    static Duration await(ChildProcess process) {
        try {
            return process.await(READY).after();
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    static void ready(int port) {
        System.out.println("ready at " + port);
    }

    /** Ends the process. */
    static void failed(Throwable cause) {
        cause.printStackTrace();
        System.exit(1);
    }
}
