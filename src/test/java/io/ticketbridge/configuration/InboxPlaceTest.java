package io.ticketbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxPlaceTest {

    @TempDir
    private Path folder;

    private List<String> problems(String... sets) throws IOException {
        String[] all = new String[sets.length];
        for (int i = 0; i < sets.length; i++) {
            all[i] = sets[i].replace("HERE", folder.toRealPath().toString());
        }
        Path configuration = Files.createDirectories(folder.resolve("config"));
        return ConfigurationLoader.load(new ConfigurationSources(Optional.of(configuration), Map.of(), List.of(all)))
                .problems(false);
    }

    @ParameterizedTest(name = "inbox {0}, {1}")
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the inbox is a folder where the bridge keeps files of its own",
            promise = "the start is refused with one sentence, and nothing of the bridge is claimed")
    @CsvSource({
        "data, http.wait=20s, its ledger (ticketbridge.ledger.url)",
        "data/../data, http.wait=20s, its ledger (ticketbridge.ledger.url)",
        "data, ledger.url=jdbc:sqlite:HERE/else/l.db, its data (ticketbridge.data.dir)",
        "else, ledger.url=jdbc:sqlite:HERE/else/l.db?busy_timeout=9, its ledger (ticketbridge.ledger.url)",
        "data/audit, http.wait=20s, its audit (ticketbridge.data.dir)",
        "data/broker, http.wait=20s, its broker's messages (ticketbridge.data.dir)",
        "data/broker/journal, http.wait=20s, its broker's messages (ticketbridge.data.dir)",
        "config, http.wait=20s, its configuration",
        "else, accounts.file=HERE/else/a.properties, the file of ticketbridge.accounts.file",
        "else, mapping.file=HERE/else/taken/m.yaml, the file of ticketbridge.mapping.file"
    })
    void refusesAnInboxWhoseFilesAreTheBridges(String inbox, String set, String content) throws IOException {
        assertThat(problems("data.dir=HERE/data", "inbox.dir=HERE/" + inbox, set))
                .singleElement()
                .asString()
                .startsWith("ticketbridge.inbox.dir is " + folder.toRealPath())
                .contains(", where the bridge keeps " + content + " and ")
                .endsWith("name a folder that is for nothing else.");
    }

    @Test
    void refusesALinkToTheDataFolder() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));

        assertThat(problems("data.dir=HERE/data", "inbox.dir=HERE/link")).hasSize(1);
        assertThat(problems("data.dir=HERE/link", "inbox.dir=HERE/data")).hasSize(1);
    }

    @Test
    void takesTheDefaultAndALinkToIt() throws IOException {
        assertThat(problems("data.dir=HERE/data")).isEmpty();

        Files.createDirectories(folder.resolve("data/inbox"));
        Files.createSymbolicLink(folder.resolve("drop"), folder.resolve("data/inbox"));
        assertThat(problems("data.dir=HERE/data", "inbox.dir=HERE/drop")).isEmpty();
    }

    @Test
    void takesAnInboxThatHoldsTheDataFolderAsItsFilesAreNotClaimed() throws IOException {
        assertThat(problems("data.dir=HERE/all/data", "inbox.dir=HERE/all")).isEmpty();
    }
}
