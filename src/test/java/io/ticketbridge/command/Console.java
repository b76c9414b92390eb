package io.ticketbridge.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs one command in this process and keeps what it printed. */
record Console(int exitCode, String out, String err) {

    static Console run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Ticketbridge.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
        return new Console(exitCode, out.toString(), err.toString());
    }

    /** With a configuration folder and a data folder of their own. */
    static Console runIn(Path folder, String... arguments) {
        String[] all = Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--config", folder.toString(), "--set", "data.dir=" + folder.resolve("data")))
                .toArray(String[]::new);
        return run(all);
    }
}
