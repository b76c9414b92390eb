package io.ticketbridge.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collections of a JVM, as its own log tells them. Not thread-safe. */
public final class GarbageLog {

    private static final Pattern COLLECTION = Pattern.compile(".*?(\\d+)M->(\\d+)M\\(\\d+M\\).*");

    private final Path file;
    private int read;

    public GarbageLog(Path file) {
        this.file = file;
    }

    /** In MiB; 0 when there was no collection. */
    public record Peak(int before, int after) {}

    /** For the JVM that is to be watched. */
    public String option() {
        return "-Xlog:gc:file=" + file + ":uptime";
    }

    /** What was so far is not looked at. */
    public void skip() {
        read = lines().size();
    }

    /** Of the collections since {@link #skip}. */
    public Peak peak() {
        int before = 0;
        int after = 0;
        List<String> lines = lines();
        for (String line : lines.subList(read, lines.size())) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.matches()) {
                before = Math.max(before, Integer.parseInt(collection.group(1)));
                after = Math.max(after, Integer.parseInt(collection.group(2)));
            }
        }
        return new Peak(before, after);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
