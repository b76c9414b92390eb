package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {

    @TempDir
    private Path folder;

    private Inbox inbox;

    @BeforeEach
    void prepare() {
        inbox = new Inbox(folder);
        inbox.prepare();
    }

    @ParameterizedTest
    @ValueSource(strings = {".csv", ".ndjson.gz", ""})
    void cutsANameThatLeavesNoRoomForItsReports(String extension) throws IOException {
        String longest = "ø".repeat(120) + "x".repeat(15 - extension.length()) + extension;

        Path taken = inbox.take(drop(longest), longest);

        String name = taken.getFileName().toString();
        assertThat(name).startsWith("øøø").endsWith(extension);
        AtomicFile.write(inbox.done().resolve(name + FileReports.SUMMARY), writer -> writer.write("{}"));
        assertThat(inbox.take(drop(longest), longest)).isNotEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {".report.csv", ".summary.json", ".rejects.csv"})
    void givesNoFileTheNameOfAnothersReport(String suffix) throws IOException {
        inbox.take(drop("a.csv"), "a.csv");
        inbox.take(drop("b.csv" + suffix), "b.csv" + suffix);

        assertThat(inbox.take(drop("a.csv" + suffix), "a.csv" + suffix).getFileName())
                .asString()
                .isNotEqualTo("a.csv" + suffix);
        assertThat(inbox.take(drop("b.csv"), "b.csv").getFileName()).hasToString("b-2.csv");
    }

    @Test
    void leavesAnOrdinaryNameAsItIs() throws IOException {
        assertThat(inbox.take(drop("Blåbær 1.csv"), "Blåbær 1.csv").getFileName())
                .hasToString("Blåbær 1.csv");
    }

    private Path drop(String name) throws IOException {
        return Files.write(folder.resolve(name), name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAFolderOnAnotherFileSystem() throws IOException {
        Path root = Files.createDirectory(folder.resolve("inbox"));
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).isDirectory();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(root));
        Path elsewhere = Files.createTempDirectory(memory, "ticketbridge");
        try {
            Files.createSymbolicLink(root.resolve("done"), elsewhere);

            assertThatThrownBy(new Inbox(root)::prepare)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is on another file system");
            assertThat(root.toFile().list((dir, name) -> name.startsWith("."))).isEmpty();
        } finally {
            Files.delete(elsewhere);
        }
    }
}
