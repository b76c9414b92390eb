package io.ticketbridge.command;

import java.util.concurrent.Callable;

/**
 * What SIGTERM or Ctrl-C does while a command works: stop the work, then end the process with an exit code of our own,
 * where the JVM alone would end with 143.
 */
final class StopHook {

    private final Thread hook;

    private StopHook(int exitCode, Runnable stop) {
        hook = new Thread(
                () -> {
                    try {
                        stop.run();
                    } finally {
                        Runtime.getRuntime().halt(exitCode);
                    }
                },
                "stop");
    }

    /**
     * Does the work. When a signal comes first, this does not return: the hook ends the process.
     *
     * @param exitCode after a signal
     * @param stop makes the work end, in bounded time
     * @return what the work returns
     */
    static int guard(int exitCode, Runnable stop, Callable<Integer> work) throws Exception {
        StopHook guard = new StopHook(exitCode, stop);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        try {
            return work.call();
        } finally {
            guard.remove();
        }
    }

    private void remove() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.join(); // a signal came: what the work did meanwhile is of no interest any more
        }
    }
}
