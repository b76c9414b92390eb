package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

    @TempDir
    private Path folder;

    private List<String> lines;
    private Optional<ChainEnd> end;
    private LedgerEvents ledger = Events.ledger(Events.range(11, 26));

    @BeforeEach
    void write() {
        List<AuditRecord> records = Events.masking().encode(Events.range(11, 16), Optional.empty());
        lines = new ArrayList<>(records.stream().map(AuditRecord::line).toList());
        end = Optional.of(records.get(5).end());
    }

    @Test
    void findsNothingWrongWithAWholeChainOverTwoFiles() throws IOException {
        Files.write(file("2026-11-20"), lines.subList(0, 4));
        Files.write(file("2026-11-21"), lines.subList(4, 6));

        assertThat(AuditVerifier.verify(folder, end, ledger)).isEqualTo(new Verdict.Whole(1, 6));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "an audit record was edited",
            promise = "the check names the first bad record")
    void findsAnEdit() throws IOException {
        lines.set(2, lines.get(2).replace("rest", "file"));

        assertThat(broken()).isEqualTo("line 3: record 3 was changed: its hash does not fit its content");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "an audit record was edited and hashed again",
            promise = "the check finds the broken chain")
    void findsAnEditThatWasHashedAgain() throws IOException {
        String open = lines.get(2).replace("rest", "file").replaceFirst(",\"hash\":\"[0-9a-f]*\"}$", "}");
        String hash = new Sha256().hex(open);
        lines.set(2, open.substring(0, open.length() - 1) + ",\"hash\":\"" + hash + "\"}");

        assertThat(broken()).isEqualTo("line 4: record 4 does not follow record 3: one of them was replaced");
    }

    @Test
    void findsAChainThatWasMadeAnewToItsEnd() throws IOException {
        List<AuditRecord> forged = Events.masking().encode(Events.range(21, 26), Optional.empty());
        lines = forged.stream().map(AuditRecord::line).toList();

        assertThat(broken()).isEqualTo("line 6: record 6 is not the one the ledger wrote: the files were made anew");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "an audit record was removed",
            promise = "the check finds the gap")
    void findsAGap() throws IOException {
        lines.remove(1);

        assertThat(broken()).isEqualTo("line 2: record 2 is missing or was moved: record 3 stands in its place");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "audit records were put in another order",
            promise = "the check finds it")
    void findsRecordsInAnotherOrder() throws IOException {
        lines.add(2, lines.remove(3));

        assertThat(broken()).isEqualTo("line 3: record 3 is missing or was moved: record 4 stands in its place");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the end of the audit was cut off",
            promise = "the check finds it: the ledger knows the end")
    void findsACutOffEnd() throws IOException {
        lines.remove(5);
        lines.remove(4);

        assertThat(broken())
                .isEqualTo("line 5: record 5 is missing: the files end with record 4, the ledger wrote record 6");
    }

    @Test
    void findsThatEverythingIsGone() throws IOException {
        lines.clear();

        assertThat(broken()).contains("record 1 is missing");
    }

    @Test
    void findsAHalfLine() throws IOException {
        lines.set(5, lines.get(5).substring(0, 50));

        assertThat(broken()).isEqualTo("line 6: record 6 is no audit record: it cannot be read");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the oldest audit file was deleted",
            promise = "the check finds it, unless it is told that files were moved away on purpose")
    void findsThatOlderFilesWereRemoved() throws IOException {
        Files.write(file("2026-11-21"), lines.subList(4, 6));

        Verdict.Broken broken = (Verdict.Broken) AuditVerifier.verify(folder, end, ledger);
        assertThat(broken.why()).startsWith("record 1 is missing or was moved: record 5 stands in its place");
        assertThat(broken.line()).isEqualTo(1);
        assertThat(AuditVerifier.verifyFromOldest(folder, end, ledger)).isEqualTo(new Verdict.Whole(5, 6));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "an audit file between two others was deleted",
            promise = "the check finds the gap, whatever it is told of older files")
    void findsAMissingFileBetweenTwo() throws IOException {
        Files.write(file("2026-11-19"), lines.subList(0, 2));
        Files.write(file("2026-11-21"), lines.subList(4, 6));

        Verdict.Broken broken = (Verdict.Broken) AuditVerifier.verifyFromOldest(folder, end, ledger);
        assertThat(broken.file()).isEqualTo(file("2026-11-21"));
        assertThat(broken.why()).isEqualTo("record 3 is missing or was moved: record 5 stands in its place");
    }

    @Test
    void acceptsRecordsThatTheLedgerHasNotMarkedYet() throws Exception {
        Files.write(file("2026-11-21"), lines);
        ChainEnd fourth = AuditRecord.parse(lines.get(3).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .end();

        assertThat(AuditVerifier.verify(folder, Optional.of(fourth), ledger)).isEqualTo(new Verdict.Whole(1, 6));
    }

    @Test
    void acceptsALineThatIsJustBeingWritten() throws IOException {
        Files.writeString(file("2026-11-21"), String.join("\n", lines) + "\n{\"number\":7,\"ev");

        assertThat(AuditVerifier.verify(folder, end, ledger)).isEqualTo(new Verdict.Whole(1, 6));
    }

    @Test
    void findsALastRecordWithoutItsEnd() throws IOException {
        Files.writeString(
                file("2026-11-21"),
                String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(5).substring(0, 99));

        assertThat(AuditVerifier.verify(folder, end, ledger)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void findsTheFirstRecordWhoseEventTheLedgerDoesNotHave() throws IOException {
        ledger = Events.ledger(Events.range(11, 13));

        assertThat(broken()).startsWith("line 4: record 4 tells event 14, which the ledger does not have: ");
    }

    @Test
    void findsARecordWhoseEventIsAnotherOneInTheLedger() throws IOException {
        ledger = Events.ledger(List.of(Events.delivered(11, Events.NOON)));

        assertThat(broken()).startsWith("line 1: record 1 tells event 11, which the ledger does not have: ");
    }

    @Test
    void namesARecordThatTheLedgerDoesNotKnowBeforeALaterFault() throws IOException {
        ledger = Events.ledger(Events.range(13, 16));
        lines.remove(3);

        assertThat(broken()).startsWith("line 1: record 1 tells event 11");
    }

    @Test
    void findsARecordThatTheLedgerDoesNotKnowInALaterGroup() throws IOException {
        List<AuditRecord> records = Events.masking().encode(Events.range(1, 1_200), Optional.empty());
        lines = records.stream().map(AuditRecord::line).toList();
        end = Optional.of(records.get(1_199).end());
        ledger = Events.ledger(Events.range(1, 1_100));

        assertThat(broken()).startsWith("line 1101: record 1101 tells event 1101");
    }

    private String broken() throws IOException {
        Files.write(file("2026-11-21"), lines);
        Verdict.Broken broken = (Verdict.Broken) AuditVerifier.verify(folder, end, ledger);
        return "line " + broken.line() + ": " + broken.why();
    }

    private Path file(String day) {
        return folder.resolve("audit-" + day + ".ndjson");
    }
}
