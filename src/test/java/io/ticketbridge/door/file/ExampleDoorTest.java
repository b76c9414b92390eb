package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door that {@code docs/your-own-door.md} describes, loaded as it ships. */
class ExampleDoorTest {

    private static final Path EXAMPLE = Path.of("routes/examples/partner-folder.camel.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path dataDir;

    private FileDoorRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = FileDoorRig.start(dataDir, (door, taken) -> {}, "file:" + EXAMPLE);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void takesFewerThanTwentyLines() throws Exception {
        assertThat(Files.readAllLines(EXAMPLE)).hasSizeLessThan(20);
    }

    @Test
    void acceptsEachFileOfASecondFolderAsOneTicket() throws Exception {
        drop("p1.json", "{\"application_id\":\"42\",\"subject\":\"Hi\",\"message\":\"ø\",\"external_id\":\"P-1\"}");

        await().atMost(PATIENCE).until(() -> Files.exists(partner().resolve(".done/p1.json")));
        List<Intent> intents = rig.ledger().inspection().lookup("P-1");
        assertThat(intents).hasSize(1);
        assertThat(intents.get(0).door()).isEqualTo("partner");
        assertThat(intents.get(0).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void setsAsideAFileThatIsNoTicket() throws Exception {
        drop("p2.json", "{\"application_id\":");

        await().atMost(PATIENCE).until(() -> Files.exists(partner().resolve(".failed/p2.json")));
    }

    private Path partner() {
        return dataDir.resolve("partner");
    }

    /** Old enough for the read lock to take it at once. */
    private void drop(String name, String content) throws Exception {
        Path hidden = Files.writeString(Files.createDirectories(partner()).resolve("." + name), content);
        Files.setLastModifiedTime(hidden, FileTime.from(Instant.now().minusSeconds(10)));
        Files.move(hidden, partner().resolve(name));
    }
}
