package io.ticketbridge.command;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process under test, its output in files; killed at the end whatever happens. */
final class Program implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param environment an empty value takes a variable away */
    static Program start(Path workingDirectory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(workingDirectory, "program", ".out");
        Path err = Files.createTempFile(workingDirectory, "program", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return new Program(builder.start(), out, err);
    }

    Program awaitOut(String text) {
        await().atMost(LONGEST).until(() -> out().contains(text) || !process.isAlive());
        if (!out().contains(text)) {
            throw new AssertionError("ended without \"" + text + "\": " + out() + err());
        }
        return this;
    }

    Program awaitErr(String text) {
        await().atMost(LONGEST).until(() -> err().contains(text) || !process.isAlive());
        if (!err().contains(text)) {
            throw new AssertionError("ended without \"" + text + "\": " + out() + err());
        }
        return this;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + out() + err());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    void terminate() {
        process.destroy();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
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
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await().atMost(LONGEST).until(() -> !process.isAlive());
    }
}
