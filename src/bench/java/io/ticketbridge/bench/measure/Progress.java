package io.ticketbridge.bench.measure;

/** Says on standard error what is being measured; standard output is for the report. */
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.err.println("bench: " + what);
    }
}
