package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the records of a chain out of events. Immutable, thread-safe. */
public final class AuditEncoder {

    private final Masking masking;

    AuditEncoder(Masking masking) {
        this.masking = masking;
    }

    /** The records of these events, in their order, as they follow the chain's end; empty = the chain begins here. */
    List<AuditRecord> encode(List<Event> events, Optional<ChainEnd> end) {
        long number = end.map(ChainEnd::number).orElse(0L);
        String prev = end.map(ChainEnd::hash).orElse(AuditRecord.GENESIS);
        RecordWriter writer = new RecordWriter(masking);
        List<AuditRecord> records = new ArrayList<>(events.size());
        for (Event event : events) {
            AuditRecord record = writer.write(event, ++number, prev);
            prev = record.hash();
            records.add(record);
        }
        return records;
    }
}
