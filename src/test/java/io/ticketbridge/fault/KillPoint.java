package io.ticketbridge.fault;

import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Where on a ticket's way the process is killed. A point inside the bridge is reached by routes with a pause before a
 * step; one that the upstream or the disk can see needs nothing.
 */
enum KillPoint {
    ANY_MOMENT,
    STARTING,
    ACCEPTED("accept.camel.yaml", "hint-at-delivery"),
    FILE_CHUNK_ACCEPTED("file-door.camel.yaml", "file-accepted"),
    MESSAGE_NOT_ACKNOWLEDGED("queue-door.camel.yaml", "queue-door-accepted"),
    CLAIMED("deliver.camel.yaml", "permit-request"),
    REQUEST_SENT,
    CREATED_AND_NOT_ANSWERED,
    ANSWERED("deliver.camel.yaml", "judge-answer"),
    JUDGED_AND_NOT_SETTLED("deliver.camel.yaml", "settle-intent"),
    SETTLED_AND_CALLER_NOT_TOLD("rest-door.camel.yaml", "answer-rest-ticket"),
    RELAYING_THE_AUDIT;

    private final Optional<PausedRoutes> paused;

    KillPoint() {
        this.paused = Optional.empty();
    }

    KillPoint(String routes, String step) {
        this.paused = Optional.of(new PausedRoutes(routes, step));
    }

    /** The routes to start with. @param scratch where changed ones may be written */
    Path routes(Path scratch) throws IOException {
        return paused.isPresent() ? paused.get().writeTo(scratch.resolve("routes-" + this)) : Path.of("routes");
    }

    /** Switches on what holds a request at the upstream. */
    void prepare(Sandbox upstream) {
        if (this == REQUEST_SENT) {
            upstream.inject(Fault.stall(Endpoint.TICKETS).times(1));
        } else if (this == CREATED_AND_NOT_ANSWERED) {
            upstream.inject(Fault.stall(Endpoint.TICKETS).creating().times(1));
        }
    }

    /** Returns at the moment to kill. */
    void await(BridgeProcess bridge, BridgeHome home, Sandbox upstream, Random random) throws InterruptedException {
        switch (this) {
            case STARTING -> letRun(bridge, random.nextInt(3_000));
            case ANY_MOMENT -> {
                bridge.awaitReady();
                letRun(bridge, random.nextInt(1_500));
            }
            case REQUEST_SENT, CREATED_AND_NOT_ANSWERED ->
                bridge.await("a request that the upstream holds", () -> upstream.faults().stream()
                        .noneMatch(KillPoint::isUnusedStall));
            case RELAYING_THE_AUDIT -> {
                bridge.awaitReady();
                long before = auditBytes(home);
                bridge.await("an audit record", () -> auditBytes(home) > before);
            }
            default -> bridge.await("the pause at " + this, () -> bridge.log().contains(PausedRoutes.SIGNAL));
        }
    }

    private static boolean isUnusedStall(Fault fault) {
        return fault.name().equals("stall") && fault.times().orElse(1) > 0;
    }

    private static void letRun(BridgeProcess bridge, int millis) throws InterruptedException {
        if (bridge.runsOn(millis)) {
            throw new AssertionError("it ended by itself:\n" + bridge.log());
        }
    }

    private static long auditBytes(BridgeHome home) {
        try (Stream<Path> files = Files.list(home.data().resolve("audit"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (NoSuchFileException beforeTheFirstRecord) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
