package io.ticketbridge.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process this benchmark started. It ends with the benchmark, whatever happens. Its log is in a file. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread atExit;
    private final long started = System.nanoTime();

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly, "end of " + name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @param folder its working directory, which also gets its log */
    public static ChildProcess start(String name, Path folder, JavaCommand command) {
        try {
            Path log = Files.createTempFile(folder, name.replace(' ', '-'), ".log");
            ProcessBuilder builder = new ProcessBuilder(command.line())
                    .directory(folder.toFile())
                    .redirectError(log.toFile());
            builder.environment().putAll(command.environment());
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was when its ready line came. */
    public record Ready(Matcher line, Duration after) {}

    /** Waits for a line on its standard output; what comes after is not read. */
    public Ready await(Pattern line) {
        CompletableFuture<Ready> found = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(line, found), "output of " + name);
        reader.setDaemon(true);
        reader.start();
        try {
            return found.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not start:\n" + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(Pattern pattern, CompletableFuture<Ready> found) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    found.complete(new Ready(matcher, Duration.ofNanos(System.nanoTime() - started)));
                }
            }
            found.completeExceptionally(new IllegalStateException(name + " ended"));
        } catch (IOException e) {
            found.completeExceptionally(e);
        }
    }

    /** Processor time it has used so far, of all its threads. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public long pid() {
        return process.pid();
    }

    public boolean runs() {
        return process.isAlive();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an operator would, and kills it when it does not obey. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
