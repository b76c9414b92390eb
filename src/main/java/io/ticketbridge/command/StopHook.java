package io.ticketbridge.command;

import java.util.concurrent.CountDownLatch;

/**
 * What SIGTERM or Ctrl-C does while this is open: stop the work, then end the process with an exit code of our own,
 * where the JVM alone would end with 143.
 */
final class StopHook implements AutoCloseable {

    private final Thread hook;
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param stop must end in bounded time */
    StopHook(int exitCode, Runnable stop) {
        hook = new Thread(
                () -> {
                    try {
                        stop.run();
                    } finally {
                        Runtime.getRuntime().halt(exitCode);
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits for the signal, which ends the process. */
    void await() throws InterruptedException {
        never.await();
    }

    /** The work has ended by itself: the process ends as usual. Does nothing once a signal has come. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came first: the hook ends the process, with its own exit code.
            return;
        }
    }
}
