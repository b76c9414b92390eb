package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays events to the audit files, each exactly once: it writes and fsyncs a batch before it marks it. After a start,
 * or anything that failed, it first looks how the files really end and marks what is already there. Of several engines
 * on one ledger one relays at a time, each to a chain of its own; what one had written when it was killed and not yet
 * marked, another writes once more. Thread-safe.
 */
public final class FileRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileRelay.class);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 20;

    private final Backlog backlog;
    private final AuditEncoder encoder;
    private final ChainedFile file;
    private final SinkHealth health;
    private boolean resumed;
    private Optional<ChainEnd> end = Optional.empty();

    FileRelay(Backlog backlog, AuditEncoder encoder, ChainedFile file, SinkHealth health) {
        this.backlog = backlog;
        this.encoder = encoder;
        this.file = file;
        this.health = health;
    }

    /**
     * Relays what is pending, up to 10,000 events. Never throws: what fails stays pending, another engine may try, and
     * {@link SinkHealth} tells.
     */
    public synchronized void relay() {
        try {
            if (!resumed) {
                resume();
                resumed = true;
            }
            for (int batch = 0; batch < MOST_BATCHES && relayBatch(); batch++) {
                health.works();
            }
            health.works();
        } catch (IOException | RuntimeException e) {
            resumed = false;
            backlog.passTurn();
            health.failed(e);
        }
    }

    /** Relays what is still pending and lets the file and the turn go. Never throws. */
    @Override
    public synchronized void close() {
        relay();
        backlog.passTurn();
        try {
            file.close();
        } catch (IOException e) {
            health.failed(e);
        }
    }

    private boolean relayBatch() throws IOException {
        if (!backlog.isMyTurn()) {
            return false;
        }
        List<Event> events = backlog.pending(BATCH);
        if (events.isEmpty()) {
            return false;
        }
        List<AuditRecord> records = encoder.encode(events, end);
        file.append(records);
        mark(records, records.get(records.size() - 1).end());
        return true;
    }

    private void resume() throws IOException {
        file.prepare();
        FileTail tail = FileTail.of(file.folder(), backlog.chainEnd(), 2 * BATCH);
        tail.mended().ifPresent(LOG::warn);
        end = tail.end();
        if (!tail.unmarked().isEmpty()) {
            mark(alreadyThere(tail.unmarked()), tail.end().orElseThrow());
        }
    }

    /** Those of the records that tell an event which is still pending: a crash came between write and mark. */
    private List<AuditRecord> alreadyThere(List<AuditRecord> unmarked) {
        Map<Long, Event> pending =
                backlog.pending(2 * BATCH).stream().collect(Collectors.toMap(Event::id, Function.identity()));
        List<AuditRecord> known = new ArrayList<>();
        for (AuditRecord record : unmarked) {
            Event event = pending.get(record.eventId());
            if (event != null && record.tells(event)) {
                known.add(record);
            }
        }
        return known;
    }

    private void mark(List<AuditRecord> records, ChainEnd newEnd) {
        backlog.relayed(records.stream().map(AuditRecord::eventId).toList(), newEnd);
        end = Optional.of(newEnd);
    }
}
