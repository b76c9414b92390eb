package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFollowerTest {

    private static final String BATCH = "c0ffee:live";

    @TempDir
    Path folder;

    @Test
    void theFiguresOfASampleAreReadAfterItsLastRowCameToRest() throws InterruptedException {
        try (Ledger ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC())) {
            ledger.batches()
                    .begin(
                            BATCH,
                            "t.csv",
                            "/taken/t.csv",
                            Upstream.LIVE,
                            Optional.empty(),
                            new Batches.Order(
                                    Optional.empty(), Optional.empty(), new TreeSet<>(List.of(1L)), Optional.empty()));
            String key = ledger.intake()
                    .accept(Stream.of(1L, 2L).map(BatchFollowerTest::row).toList(), Optional.empty())
                    .get(0)
                    .key();
            ledger.batches().readToEnd(BATCH);
            BatchFollower follower = new BatchFollower(
                    ledger, true, () -> restsBehindTheCount(ledger, key), new PrintWriter(new StringWriter()));

            BatchFigures figures = follower.follow(BATCH, OptionalLong.of(2));

            assertThat(figures.sums().rejected()).isEqualTo(1);
            assertThat(figures.sums().waiting()).isEqualTo(1);
        }
    }

    /** Asked for when the rows are counted and the sample is not looked at yet. */
    private static List<String> restsBehindTheCount(Ledger ledger, String key) {
        ledger.deliveries()
                .move(
                        ledger.inspection().find(key).orElseThrow(),
                        new Settlement.Rejected(new Reason("Because", "It is so.")),
                        "test");
        return List.of();
    }

    private static Submission row(long number) {
        return new Submission(
                "file",
                Upstream.LIVE,
                "42",
                Optional.empty(),
                List.of(),
                new byte[0],
                "hash of " + number,
                Optional.of(new BatchRow(BATCH, number, number == 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
