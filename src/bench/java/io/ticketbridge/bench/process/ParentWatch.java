package io.ticketbridge.bench.process;

/** Ends this process when the one that started it has ended, however that came: nothing is left running. */
public final class ParentWatch {

    private ParentWatch() {}

    public static void begin() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }
}
