package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CompleteFilesTest {

    private static final Instant YESTERDAY = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();
    private CompleteFiles complete;

    @BeforeEach
    void makeTheFilter() {
        complete = new CompleteFiles(new Inbox(folder), Duration.ofSeconds(2), nanoTime::get);
    }

    @Test
    void takesAMarkedFileAtOnce() throws IOException {
        Path file = write("a.csv", YESTERDAY);
        write("a.csv.done", YESTERDAY);

        assertThat(accepts(file.toFile())).isTrue();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a marker is left over from an earlier file of the same name",
            promise = "the new file is not taken before it is whole")
    void doesNotBelieveAMarkerThatIsOlderThanItsFile() throws IOException {
        write("a.csv.done", YESTERDAY);
        Path halfWritten = write("a.csv", YESTERDAY.plusSeconds(1));

        assertThat(accepts(halfWritten.toFile())).isFalse();
        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(accepts(halfWritten.toFile())).isTrue();
    }

    @Test
    void passesOverANameThatTheLocaleCannotSpell() {
        assertThat(accepts(new File(folder.toFile(), "\ud800.csv"))).isFalse();
        assertThat(accepts(new File(folder.toFile(), "\ufffd.csv"))).isFalse();
    }

    @Test
    @Timeout(30)
    void looksAtManyFilesAFewTimesEach() throws IOException {
        for (int i = 0; i < 13_000; i++) {
            Path file = folder.resolve(i + ".csv");
            Files.createFile(file);
            accepts(file.toFile());
        }

        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(accepts(folder.resolve("0.csv").toFile())).isTrue();
    }

    private Path write(String name, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "application_id,subject");
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }

    private boolean accepts(File file) {
        GenericFile<File> candidate = new GenericFile<>();
        candidate.setFile(file);
        return complete.accept(candidate);
    }
}
