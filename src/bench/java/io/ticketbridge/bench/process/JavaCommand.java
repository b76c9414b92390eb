package io.ticketbridge.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a contender's JVM is started: the same for all. */
public final class JavaCommand {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String HEAP = "256m";

    private JavaCommand() {}

    /** The packaged bridge. */
    public static List<String> packaged(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.add("-Dticketbridge.home=" + HOME);
        command.add("-jar");
        command.add(jar());
        command.addAll(arguments);
        return command;
    }

    /** A class of this benchmark, with the libraries of the packaged bridge and no others. */
    public static List<String> main(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(java());
        command.add("-cp");
        command.add(HOME.resolve("target/test-classes") + System.getProperty("path.separator") + jar());
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static String jar() {
        return HOME.resolve("target/ticketbridge.jar").toString();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xms" + HEAP,
                "-Xmx" + HEAP);
    }
}
