package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRelayTest {

    @TempDir
    private Path data;

    private final MemoryBacklog backlog = new MemoryBacklog();
    private final SinkHealth health = new SinkHealth("file", Clock.systemUTC());

    @Test
    void relaysEachEventOnceInOrder() throws IOException {
        backlog.pending.addAll(Events.range(1, 1_234));

        started().relay();

        assertThat(eventIds())
                .isEqualTo(LongStream.rangeClosed(1, 1_234).boxed().toList());
        assertThat(backlog.pending).isEmpty();
        assertThat(backlog.end.orElseThrow().number()).isEqualTo(1_234);
        assertThat(verdict()).isEqualTo(new Verdict.Whole(1, 1_234));
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        backlog.pending.add(Events.delivered(1));

        started().relay();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(day("2026-11-21"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theChainRunsOverTheFilesOfTheDaysAndNeverBack() throws IOException {
        backlog.pending.add(Events.delivered(1, Instant.parse("2026-11-21T23:59:59.999Z")));
        backlog.pending.add(Events.delivered(2, Instant.parse("2026-11-22T00:00:00Z")));
        backlog.pending.add(Events.delivered(3, Instant.parse("2026-11-21T23:59:59.998Z")));

        started().relay();

        assertThat(Files.readAllLines(day("2026-11-21"))).hasSize(1);
        assertThat(Files.readAllLines(day("2026-11-22"))).hasSize(2);
        assertThat(verdict()).isEqualTo(new Verdict.Whole(1, 3));
    }

    @Test
    void aCrashBetweenWriteAndMarkRepeatsNothing() throws IOException {
        backlog.pending.addAll(Events.range(1, 3));
        started().relay();
        backlog.pending.addAll(Events.range(4, 6));
        backlog.refusesMarks = true;
        started().relay();
        assertThat(eventIds()).hasSize(6);

        backlog.refusesMarks = false;
        backlog.pending.add(Events.delivered(7));
        started().relay();

        assertThat(eventIds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(backlog.pending).isEmpty();
        assertThat(verdict()).isEqualTo(new Verdict.Whole(1, 7));
    }

    @Test
    void aCrashBeforeTheFirstMarkRepeatsNothing() throws IOException {
        backlog.pending.addAll(Events.range(1, 3));
        backlog.refusesMarks = true;
        started().relay();

        backlog.refusesMarks = false;
        started().relay();

        assertThat(eventIds()).containsExactly(1L, 2L, 3L);
        assertThat(backlog.end.orElseThrow().number()).isEqualTo(3);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "a crash in the middle of an audit line",
            promise = "the half line is cut off and written again; nothing is lost or repeated")
    void aCrashInTheMiddleOfALineLosesAndRepeatsNothing() throws IOException {
        backlog.pending.addAll(Events.range(1, 5));
        MemoryBacklog before = new MemoryBacklog();
        before.pending.addAll(backlog.pending);
        started().relay();
        byte[] whole = Files.readAllBytes(day("2026-11-21"));

        for (int length = 0; length < whole.length; length += 37) {
            Files.write(day("2026-11-21"), java.util.Arrays.copyOf(whole, length));
            MemoryBacklog again = new MemoryBacklog();
            again.pending.addAll(before.pending);
            new FileRelay(again, Events.masking(), new ChainedFile(folder()), health).relay();

            assertThat(Files.readAllBytes(day("2026-11-21")))
                    .as("cut at " + length)
                    .isEqualTo(whole);
            assertThat(again.pending).isEmpty();
        }
    }

    @Test
    void aNewLedgerContinuesTheChainOfTheFilesItFindsAndTheCheckTellsThatTheyAreNotItsOwn() throws IOException {
        backlog.pending.addAll(Events.range(1, 3));
        started().relay();

        backlog.end = Optional.empty();
        backlog.relayed.clear();
        backlog.pending.add(Events.delivered(1, Events.NOON.plusSeconds(3600)));
        started().relay();

        assertThat(eventIds()).containsExactly(1L, 2L, 3L, 1L);
        assertThat(((Verdict.Broken) verdict()).why())
                .startsWith("record 1 tells event 1, which the ledger does not have");
    }

    @Test
    void filesThatLostTheirEndAreNotContinuedSilently() throws IOException {
        backlog.pending.addAll(Events.range(1, 3));
        started().relay();
        List<String> lines = Files.readAllLines(day("2026-11-21"));
        Files.write(day("2026-11-21"), lines.subList(0, 2));

        backlog.pending.add(Events.delivered(4));
        started().relay();

        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(((Verdict.Broken) verdict()).why()).contains("record 3 is missing");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the audit files cannot be written",
            promise = "health says so, no event is lost; it recovers by itself")
    void aWriteFailureIsVisibleAndRecoversByItself() throws IOException {
        backlog.pending.addAll(Events.range(1, 2));
        FileRelay relay = started();
        relay.relay();
        Path target = Files.createDirectory(day("2026-11-22"));
        backlog.pending.add(Events.delivered(3, Instant.parse("2026-11-22T10:00:00Z")));

        relay.relay();
        assertThat(health.trouble()).isPresent();
        assertThat(backlog.pending).hasSize(1);

        Files.delete(target);
        relay.relay();
        assertThat(health.trouble()).isEmpty();
        assertThat(eventIds()).containsExactly(1L, 2L, 3L);
        assertThat(verdict()).isEqualTo(new Verdict.Whole(1, 3));
    }

    @Test
    void aFileThatSomebodyMovedAwayIsNotWrittenToAnyMore() throws IOException {
        backlog.pending.add(Events.delivered(1));
        FileRelay relay = started();
        relay.relay();
        Path moved = Files.move(day("2026-11-21"), data.resolve("moved"));
        backlog.pending.add(Events.delivered(2));

        relay.relay();

        assertThat(Files.readAllLines(moved)).hasSize(1);
        assertThat(eventIds()).containsExactly(2L);
    }

    @Test
    void theFileGoesOnWhereItEndsThoughItStaysOpen() throws IOException {
        FileRelay relay = started();
        for (long id = 1; id <= 5; id++) {
            backlog.pending.add(Events.delivered(id));
            relay.relay();
        }
        relay.close();
        backlog.pending.add(Events.delivered(6));

        relay.relay();

        assertThat(eventIds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(verdict()).isEqualTo(new Verdict.Whole(1, 6));
    }

    @Test
    void aLedgerThatCannotMarkIsTriedAgainInTheSameRun() throws IOException {
        backlog.pending.addAll(Events.range(1, 2));
        backlog.refusesMarks = true;
        FileRelay relay = started();
        relay.relay();
        relay.relay();
        assertThat(health.trouble()).isPresent();

        backlog.refusesMarks = false;
        relay.relay();

        assertThat(health.trouble()).isEmpty();
        assertThat(eventIds()).containsExactly(1L, 2L);
    }

    @Test
    void aLineLongerThanABlockIsReadBackWhole() throws IOException {
        String longKey = "k".repeat(30_000);
        backlog.pending.add(new io.ticketbridge.ledger.AuditTrail.Event(
                1, Events.NOON, "delivered", Optional.of(longKey), java.util.Map.of()));
        backlog.refusesMarks = true;
        started().relay();
        Files.writeString(day("2026-11-21"), "{\"number\":2", StandardOpenOption.APPEND);

        backlog.refusesMarks = false;
        started().relay();

        assertThat(eventIds()).containsExactly(1L);
        ChainEnd end = backlog.end.orElseThrow();
        assertThat(end.number()).isEqualTo(1);
    }

    private FileRelay started() {
        return new FileRelay(backlog, Events.masking(), new ChainedFile(folder()), health);
    }

    private Path folder() {
        return data.resolve("audit");
    }

    private Path day(String day) {
        return folder().resolve("audit-" + day + ".ndjson");
    }

    private Verdict verdict() throws IOException {
        return AuditVerifier.verify(folder(), backlog.end, Events.ledger(backlog.relayed));
    }

    private List<Long> eventIds() throws IOException {
        List<Long> ids = new ArrayList<>();
        for (Path file : AuditFolder.files(folder())) {
            for (String line : Files.readAllLines(file)) {
                ids.add(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(line)
                        .get("event")
                        .asLong());
            }
        }
        return ids;
    }
}
