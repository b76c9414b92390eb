package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the packaged bridge at random moments in the middle of one file, and then counts. The long run is {@code ./mvnw
 * -B verify -Dit.test=MidFileKillIT -Dkill.rounds=50}, and {@code -Dkill.seed} repeats a run.
 */
class MidFileKillIT {

    private static final Logger LOG = LoggerFactory.getLogger(MidFileKillIT.class);

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    /** About so many are read before each kill, and as many afterwards. */
    private static final int ROWS = 1_500 * (ROUNDS + 1);

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 again and again in the middle of a file, with a heap of 256 MB",
            promise = "each start goes on at the next row: none lost, none twice, and the report whole")
    void goesOnAtTheNextRowWhereverItIsKilled() throws Exception {
        LOG.info("To repeat: -Dkill.rounds={} -Dkill.seed={}", ROUNDS, seed);
        try (Sandbox upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            BridgeHome home = new BridgeHome(folder, upstream.uri());
            Taken taken = new Taken();
            Files.createDirectories(home.inbox());
            new FileDropper(home.inbox(), taken).drop("many", ROWS);
            for (int round = 0; round < ROUNDS; round++) {
                upstream.inject(Fault.createdThenLost().withProbability(0.02, random.nextLong()));
                killInMidFile(home);
            }
            upstream.clearFaults();
            finish(home);
            new Conservation(home, taken, upstream).check();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "with -Dkill.rounds=" + ROUNDS + " -Dkill.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private void killInMidFile(BridgeHome home) throws Exception {
        long before = rowsRead(home);
        int until = random.nextInt(1_400);
        try (BridgeProcess bridge = home.start()) {
            bridge.awaitReady();
            try (Ledger beside = Ledger.open(home.ledger(), Clock.systemUTC())) {
                bridge.await("rows " + (before + until), () -> rowsRead(beside) >= before + until);
            }
            bridge.runsOn(random.nextInt(100));
            bridge.kill();
        }
        LOG.info("Killed after row {} of {}", rowsRead(home), ROWS);
    }

    private static void finish(BridgeHome home) throws Exception {
        try (BridgeProcess bridge = home.start()) {
            bridge.awaitReady();
            bridge.await(
                    "the report",
                    100,
                    Duration.ofMinutes(5),
                    () -> Files.exists(home.inbox().resolve("done/many.csv.summary.json"))
                            && Files.exists(home.inbox().resolve("done/many.csv")));
            bridge.terminate();
            assertThat(bridge.awaitExit(Duration.ofSeconds(45))).isZero();
        }
    }

    private static long rowsRead(BridgeHome home) {
        if (Files.notExists(home.data().resolve("ledger.db"))) {
            return 0;
        }
        try (Ledger ledger = Ledger.open(home.ledger(), Clock.systemUTC())) {
            return rowsRead(ledger);
        }
    }

    private static long rowsRead(Ledger ledger) {
        return ledger.batches().open().stream().mapToLong(Batches.Batch::rows).sum();
    }
}
