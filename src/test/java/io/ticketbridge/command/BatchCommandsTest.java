package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch of a batch and its names, with no bridge that runs. */
class BatchCommandsTest {

    private static final String FIRST = "aaaa1111bbbb2222cccc3333dddd4444eeee5555ffff6666aaaa7777bbbb8888";
    private static final String SECOND = "aaaa1111bbbb" + "9".repeat(52);

    @TempDir
    Path folder;

    @Test
    void withoutALedgerThereIsNoBatchAndNothingIsMade() {
        assertThat(Console.runIn(folder, "batch", "list").out()).isEqualTo("no batch yet\n");
        assertThat(Console.runIn(folder, "batch", "list", "--json").out()).isEqualTo("[]\n");
        for (String command : new String[] {"show", "pause", "resume", "cancel"}) {
            Console console = Console.runIn(folder, "batch", command, "t.csv");
            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(console.err()).contains("there is no batch t.csv").hasLineCount(1);
        }
        assertThat(Console.runIn(folder, "status", "--batch", "t.csv").exitCode())
                .isEqualTo(1);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void listsTheNewestFirst() throws Exception {
        begin(FIRST + ":live", "old.csv");
        begin(SECOND + ":sandbox", "new.csv");

        Console console = Console.runIn(folder, "batch", "list");

        assertThat(console.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("aaaa1111bbbb  new.csv  sandbox   reading"),
                        line -> assertThat(line).startsWith("aaaa1111bbbb  old.csv  live      reading"));
        JsonNode list = new ObjectMapper()
                .readTree(Console.runIn(folder, "batch", "list", "--json").out());
        assertThat(list).hasSize(2);
        assertThat(list.at("/0/batch").asText()).isEqualTo(SECOND + ":sandbox");
    }

    @Test
    void saysOfAFileThatWasTakenBeforeWhichBatchHasItsRows() {
        begin(FIRST + ":live#2", "t.csv");
        begin(SECOND + ":live", "again.csv", Optional.of(FIRST + ":live#2"));

        assertThat(Console.runIn(folder, "batch", "list").out().lines())
                .anySatisfy(
                        line -> assertThat(line).contains("again.csv  live      reading, repeats aaaa1111bbbb#2  0 "))
                .anySatisfy(line -> assertThat(line).contains("t.csv      live      reading  "));
    }

    @Test
    void aNameIsAnIdTheBeginningOfOneOrAFileAndWhatMeansSeveralSaysWhich() {
        begin(FIRST + ":live", "t.csv");
        begin(FIRST + ":live#2", "t.csv");
        begin(SECOND + ":live", "t.csv");

        assertThat(shown(FIRST)).startsWith("batch " + FIRST + ":live\n");
        assertThat(shown("AAAA1111BBBB2")).startsWith("batch " + FIRST + ":live\n");
        assertThat(shown("aaaa1111bbbb2#2")).startsWith("batch " + FIRST + ":live#2\n");
        assertThat(shown("aaaa1111bbbb9:live")).startsWith("batch " + SECOND + ":live\n");
        Console several = Console.runIn(folder, "batch", "show", "aaaa1111");
        assertThat(several.exitCode()).isEqualTo(1);
        assertThat(several.err()).contains("names 2 batches").contains(FIRST).contains(SECOND);
        assertThat(Console.runIn(folder, "batch", "show", "t.csv").err()).contains("names 3 batches");
        assertThat(Console.runIn(folder, "batch", "show", "no\u001Bne").err())
                .contains("there is no batch no\\u001Bne");
    }

    @Test
    void pauseAndCancelTurnTheSwitchOnceAndTellTheAuditWhoAndWhy() {
        begin(FIRST + ":live", "t.csv");

        assertThat(Console.runIn(folder, "batch", "pause", "t.csv", "--reason", "wrong words")
                        .out())
                .contains("is paused. What is under way is finished")
                .contains("./ticketbridge batch resume aaaa1111bbbb");
        assertThat(Console.runIn(folder, "batch", "pause", "t.csv"))
                .satisfies(again -> assertThat(again.exitCode()).isZero())
                .satisfies(again -> assertThat(again.out()).contains("is paused already"));
        assertThat(shown("t.csv")).contains("reading, paused").contains("batch resume aaaa1111bbbb");
        Console status = Console.runIn(folder, "status", "--batch", "t.csv");
        assertThat(status.out()).contains("reading, paused").contains("no bridge runs on this data folder");

        assertThat(Console.runIn(folder, "batch", "cancel", "t.csv"))
                .satisfies(unasked -> assertThat(unasked.exitCode()).isEqualTo(2))
                .satisfies(unasked -> assertThat(unasked.err()).contains("say so with --yes"));
        assertThat(Console.runIn(folder, "batch", "cancel", "t.csv", "--yes").out())
                .contains("is cancelled: 0 rows were rejected now")
                .contains("import FILE --corrects aaaa1111bbbb");
        assertThat(Console.runIn(folder, "batch", "cancel", "t.csv").exitCode()).isZero();
        assertThat(Console.runIn(folder, "batch", "pause", "t.csv"))
                .satisfies(late -> assertThat(late.exitCode()).isEqualTo(1))
                .satisfies(late -> assertThat(late.out()).contains("is cancelling: there is nothing to pause"));
        assertThat(Console.runIn(folder, "batch", "resume", "t.csv").out()).contains("there is nothing to go on with");
    }

    @Test
    void aBatchDoesNotGoOnWithAMappingThatCannotBeUsed() throws Exception {
        begin(FIRST + ":live", "t.csv");
        Console.runIn(folder, "batch", "pause", "t.csv");
        Path mapping = Files.writeString(folder.resolve("broken.yaml"), "aplications: {default: {}}");

        Console console = Console.runIn(folder, "batch", "resume", "t.csv", "--set", "mapping.file=" + mapping);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .contains("broken.yaml")
                .contains("aplications")
                .hasLineCount(1);
        assertThat(shown("t.csv")).contains("reading, paused");
    }

    @Test
    void aFileThatIsGoneBeforeItWasReadIsSaidWithWhatToDo() {
        begin(FIRST + ":live", "t.csv");

        String gone = "its file is gone from /inbox/taken/t.csv after row 0: drop or import the same file again to go"
                + " on, or batch cancel aaaa1111bbbb";
        assertThat(shown("t.csv")).contains("held up        " + gone);
        assertThat(Console.runIn(folder, "status", "--batch", "t.csv").out()).contains(gone);
        assertThat(Console.runIn(folder, "status").out()).contains("t.csv: " + gone);
    }

    @Test
    void whatHasEndedIsNeitherPausedNorCancelled() {
        begin(FIRST + ":live", "t.csv");
        try (Ledger ledger = ledger()) {
            ledger.batches().breakOff(FIRST + ":live", new Reason("EmptyFile", "It is empty."));
            ledger.batches().finish(ledger.batches().find(FIRST + ":live").orElseThrow(), "/inbox/failed/t.csv");
        }

        assertThat(Console.runIn(folder, "batch", "cancel", "t.csv", "--yes"))
                .satisfies(late -> assertThat(late.exitCode()).isEqualTo(1))
                .satisfies(late -> assertThat(late.out()).contains("is failed: nothing of it is left to cancel"));
        assertThat(shown("t.csv")).contains("EmptyFile: It is empty.").contains("/inbox/failed/t.csv");
        assertThat(Console.runIn(folder, "status", "--batch", "t.csv", "--watch")
                        .out())
                .isEqualTo("t.csv: failed, 0 rows: 0 delivered\n");
    }

    private String shown(String name) {
        Console console = Console.runIn(folder, "batch", "show", name);
        assertThat(console.exitCode()).as(console.err()).isZero();
        return console.out();
    }

    private void begin(String id, String name) {
        begin(id, name, Optional.empty());
    }

    private void begin(String id, String name, Optional<String> repeats) {
        try (Ledger ledger = ledger()) {
            ledger.batches()
                    .begin(
                            id,
                            name,
                            "/inbox/taken/" + name,
                            Upstream.ofLabel(id.contains("sandbox") ? "sandbox" : "live"),
                            repeats,
                            Batches.Order.NONE);
        }
    }

    private Ledger ledger() {
        Path data = folder.resolve("data");
        return Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + data.resolve("ledger.db"), Optional.empty(), Optional.empty(), data),
                Clock.systemUTC());
    }
}
