package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.BridgeProcess.Doors;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;

/** A start with nothing in the way: everything comes to its rest, then SIGTERM ends it. */
final class LastRun {

    private LastRun() {}

    /** @return what the callers know now */
    static Taken of(BridgeHome home, Sandbox upstream, Crowd crowd) throws Exception {
        upstream.clearFaults();
        try (BridgeProcess bridge = home.start()) {
            Doors doors = bridge.awaitReady();
            crowd.doorsAre(doors);
            Taken taken = crowd.awaitAllTaken();
            try (Ledger beside = Ledger.open(home.ledger(), Clock.systemUTC())) {
                bridge.await(
                        "rest for all", 100, () -> noMessageWaits(doors) && Conservation.isQuiet(beside, home, taken));
            }
            assertThat(QueueSender.depth(doors, doors.queue() + ".DLQ")).isZero();
            bridge.terminate();
            assertThat(bridge.awaitExit(Duration.ofSeconds(45))).isZero();
            return taken;
        }
    }

    private static boolean noMessageWaits(Doors doors) {
        return QueueSender.depth(doors, doors.queue()) == 0;
    }
}
