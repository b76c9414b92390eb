package io.ticketbridge.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged bridge as a process. Its output is in files; it is killed at the end, whatever happens. */
final class BridgeProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Pattern READY =
            Pattern.compile("ticketbridge ready in \\d+ ms: rest (\\S+), inbox .+, queue (\\S+) at (\\S+)\n");

    private final Process process;
    private final Path out;
    private final Path err;

    private BridgeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static BridgeProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of(), Path.of("/dev/null"));
    }

    /** @param environment beside what it inherits */
    static BridgeProcess start(Path folder, List<String> command, Map<String, String> environment, Path input)
            throws IOException {
        Path out = Files.createTempFile(folder, "bridge", ".out");
        Path err = Files.createTempFile(folder, "bridge", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new BridgeProcess(builder.start(), out, err);
    }

    /** Where the doors are. */
    record Doors(URI rest, String queue, String broker) {}

    Doors awaitReady() throws InterruptedException {
        await("the ready line", () -> READY.matcher(read(out)).find());
        Matcher line = READY.matcher(read(out));
        if (!line.find()) {
            throw new AssertionError("the ready line is gone");
        }
        return new Doors(URI.create(line.group(1)), line.group(2), line.group(3));
    }

    /** Returns as soon as the condition holds, looked at every millisecond. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, 1, condition);
    }

    void await(String what, long everyMillis, BooleanSupplier condition) throws InterruptedException {
        await(what, everyMillis, LONGEST, condition);
    }

    void await(String what, long everyMillis, Duration longest, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (runsOn(everyMillis)) {
                throw new AssertionError("ended before " + what + ":\n" + log());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + longest + ":\n" + log());
            }
        }
    }

    /** Lets it run for so long. @return whether it ended by itself */
    boolean runsOn(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** The most memory it has had, heap and all else, as Linux counts it; empty elsewhere. */
    String peakMemory() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return "";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
    }

    /** What it logged. */
    String log() {
        return read(err);
    }

    /** SIGKILL: no hook runs, no buffer is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** @return its exit code */
    int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + limit + ":\n" + log());
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
