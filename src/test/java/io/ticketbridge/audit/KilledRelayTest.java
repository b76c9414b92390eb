package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AuditTrail.Event;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that relays all the time is killed without warning, again and again. */
class KilledRelayTest {

    private static final int KILLS = 3;

    @TempDir
    private Path data;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 while the audit is written",
            promise = "every event is in the files exactly once; the chain is whole")
    void everyEventIsInTheFilesExactlyOnceAndTheChainIsWhole() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            long before = bytesWritten();
            Process process = start();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> bytesWritten() > before + 20_000);
            } finally {
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        try (Ledger ledger = RelayProcess.open(data)) {
            RelayProcess.relay(data, ledger.auditTrail()).relay();

            List<Long> recorded = ledger.inspection().events(RelayProcess.KEY).stream()
                    .map(Event::id)
                    .toList();
            assertThat(relayed()).isEqualTo(recorded).hasSizeGreaterThan(100);
            assertThat(AuditVerifier.verify(
                            data.resolve("audit"),
                            ledger.auditTrail().chainEnd(AuditSinks.FILE),
                            new LedgerEvents(ledger.auditTrail()::find)))
                    .isEqualTo(new Verdict.Whole(1, recorded.size()));
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private long bytesWritten() throws IOException {
        long bytes = 0;
        if (Files.isDirectory(data.resolve("audit"))) {
            for (Path file : AuditFolder.files(data.resolve("audit"))) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private List<Long> relayed() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (Path file : AuditFolder.files(data.resolve("audit"))) {
            for (String line : Files.readAllLines(file)) {
                ids.add(AuditRecord.parse(line.getBytes(StandardCharsets.UTF_8)).eventId());
            }
        }
        return ids;
    }
}
