package io.ticketbridge.fault;

import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the packaged bridge again and again while callers use all its doors, and then counts. The short run kills once
 * at each {@link KillPoint}, in the seed's order; the long run is {@code ./mvnw -B verify -Dit.test=CrashIT
 * -Dcrash.rounds=200}, and {@code -Dcrash.seed} repeats a run.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final int rounds = Integer.getInteger("crash.rounds", KillPoint.values().length);
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 at any moment, again and again, with callers at all doors",
            promise = "nothing accepted is lost or silently doubled: accepted = the sum of the states, one upstream"
                    + " ticket each, every answer true, every message and row accounted for, the audit chain whole")
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 after the ledger took a ticket, before its caller, file or message is told",
            promise = "the caller repeats it and it is the same ticket")
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 after the claim, mid-request, after the answer, before it is settled",
            promise = "the upstream is asked whether the ticket is there; it is created once")
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 while the audit is relayed",
            promise = "the chain is whole and tells each event once")
    void losesAndDoublesNothingWhereverItIsKilled() throws Exception {
        LOG.info("To repeat: -Dcrash.rounds={} -Dcrash.seed={}", rounds, seed);
        try (Sandbox upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
                Crowd crowd = new Crowd(BridgeHome.inbox(folder))) {
            BridgeHome home = new BridgeHome(folder, upstream.uri());
            List<KillPoint> points = points();
            for (int round = 0; round < points.size(); round++) {
                killAt(points.get(round), "round" + round, home, upstream, crowd);
            }
            Taken taken = LastRun.of(home, upstream, crowd);
            new Conservation(home, taken, upstream).check();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "with -Dcrash.rounds=" + rounds + " -Dcrash.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** Each once, then as the dice fall. */
    private List<KillPoint> points() {
        List<KillPoint> points = new ArrayList<>(List.of(KillPoint.values()));
        Collections.shuffle(points, random);
        while (points.size() < rounds) {
            points.add(KillPoint.values()[random.nextInt(KillPoint.values().length)]);
        }
        return points.subList(0, rounds);
    }

    private void killAt(KillPoint point, String round, BridgeHome home, Sandbox upstream, Crowd crowd)
            throws Exception {
        upstream.clearFaults();
        upstream.inject(Fault.createdThenLost().withProbability(0.1, random.nextLong()));
        upstream.inject(Fault.reset(Endpoint.TICKETS).withProbability(0.1, random.nextLong()));
        point.prepare(upstream);
        crowd.come(round);
        try (BridgeProcess bridge = home.start(point.routes(folder))) {
            if (point != KillPoint.STARTING) {
                crowd.doorsAre(bridge.awaitReady());
            }
            point.await(bridge, home, upstream, random);
            bridge.kill();
        }
        LOG.info("{} was killed at {}", round, point);
    }
}
