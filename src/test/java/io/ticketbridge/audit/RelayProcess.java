package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Records and relays events until it is killed. */
final class RelayProcess {

    static final String KEY = "the-key";

    private RelayProcess() {}

    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        Ledger ledger = open(data);
        FileRelay relay = relay(data, ledger.auditTrail());
        Thread recorder = new Thread(() -> {
            while (true) {
                ledger.auditTrail().record("tested", Optional.of(KEY), Map.of("door", "rest"));
            }
        });
        recorder.setDaemon(true);
        recorder.start();
        while (true) {
            relay.relay();
        }
    }

    static Ledger open(Path data) {
        return Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + data.resolve("ledger.db"), Optional.empty(), Optional.empty(), data),
                Clock.systemUTC());
    }

    static FileRelay relay(Path data, AuditTrail trail) {
        return new FileRelay(
                Backlog.of(trail, AuditSinks.FILE, AuditSinks.FILE),
                Events.masking(),
                new ChainedFile(data.resolve("audit")),
                new SinkHealth(AuditSinks.FILE, Clock.systemUTC()));
    }
}
