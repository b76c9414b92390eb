package io.ticketbridge.bench.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a contender is started. Every JVM gets the same heap.
 *
 * @param environment beside what it inherits
 */
public record JavaCommand(List<String> line, Map<String, String> environment) {

    /** What every contender's JVM may use. */
    public static final String HEAP = "256m";

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final List<String> SAME_FOR_ALL =
            List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError");
    private static final List<String> QUIET =
            List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow");

    /** The jar of the packaged bridge, without its launcher. */
    public static JavaCommand packaged(List<String> options, List<String> arguments) {
        return java(options, List.of("-Dticketbridge.home=" + HOME, "-jar", jar()), arguments);
    }

    /** The launcher of the bridge, as its README says. */
    public static JavaCommand launcher(List<String> arguments) {
        return new JavaCommand(
                joined(Stream.of(List.of(HOME.resolve("ticketbridge").toString()), arguments)),
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", String.join(" ", SAME_FOR_ALL)));
    }

    /** A class of this benchmark, with the libraries of the packaged bridge and no others. */
    public static JavaCommand main(Class<?> main, List<String> arguments) {
        String classPath = HOME.resolve("target/test-classes") + File.pathSeparator + jar();
        return java(List.of(), List.of("-cp", classPath, main.getName()), arguments);
    }

    private static String jar() {
        return HOME.resolve("target/ticketbridge.jar").toString();
    }

    private static JavaCommand java(List<String> options, List<String> what, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new JavaCommand(
                joined(Stream.of(List.of(java), QUIET, SAME_FOR_ALL, options, what, arguments)), Map.of());
    }

    private static List<String> joined(Stream<List<String>> parts) {
        return parts.flatMap(List::stream).toList();
    }
}
