package io.ticketbridge.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Accepts and claims on several threads until it is killed, and says what was committed. */
final class BusyProcess {

    private static final int THREADS = 8;

    private BusyProcess() {}

    public static void main(String[] arguments) {
        Ledger ledger = Ledger.open(SqliteStore.at(Path.of(arguments[0])), Clock.systemUTC());
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> work(ledger)).start();
        }
    }

    private static void work(Ledger ledger) {
        for (int i = 0; i < 1_000_000; i++) {
            String key = ledger.intake()
                    .accept(List.of(Tickets.submission("content " + i)), Optional.empty())
                    .get(0)
                    .key();
            say("accepted " + key);
            ledger.deliveries()
                    .claim(key, 1, Tickets.request("request"), Duration.ofMinutes(1))
                    .orElseThrow();
            say("claimed " + key);
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
