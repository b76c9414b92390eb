package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the encoder may allocate for a ticket: exact where times are not. */
class AuditAllocationTest {

    private static final int TICKETS = 100;
    private static final int ROUNDS = 40;

    /** About 12 kB as this is written; it was 90 kB with trees, and with each record parsed again once it was made. */
    private static final long MOST_BYTES_A_TICKET = 16_000;

    @Test
    void encodesTheFourEventsOfATicketInAFewKilobytes() {
        AuditEncoder encoder = Events.masking();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            events.addAll(ticket(4L * i));
        }
        encoder.encode(events, Optional.empty());

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(encoder.encode(events, Optional.empty())).hasSize(events.size());
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (ROUNDS * TICKETS);

        assertThat(bytes).isBetween(1L, MOST_BYTES_A_TICKET);
    }

    /** As the ledger tells them of a ticket that the REST door took and the upstream made at once. */
    private static List<Event> ticket(long id) {
        String key = "tb-01k9rm2z7v0000000000000000";
        Map<String, Object> accepted = new LinkedHashMap<>();
        accepted.put("door", "rest");
        accepted.put("upstream", "live");
        accepted.put("application", "42");
        accepted.put("account", "kari");
        accepted.put("contentHash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        accepted.put("identities", List.of("rest:kari 5f1d8d4e-6a0c-4c0e-9f0e-8a7f5f2b1c3d"));
        Map<String, Object> claimed = new LinkedHashMap<>();
        claimed.put("attempt", 1);
        claimed.put("mapping", "9f86d081884c7d65");
        claimed.put("leaseUntil", "2026-11-21T12:00:45.123Z");
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("door", "rest");
        answered.put("upstream", "live");
        answered.put("attempt", 1);
        answered.put("status", 200);
        answered.put("errorCode", -1);
        answered.put("errorText", "");
        answered.put("outcome", "delivered");
        answered.put("charged", false);
        answered.put("rule", "2xx, errorCode -1 and a ticket id");
        answered.put("ticketId", 4_484_643);
        answered.put("response", "{\"errorCode\":-1,\"errorText\":null,\"data\":4484643}");
        answered.put("durationMs", 12);
        Map<String, Object> delivered = new LinkedHashMap<>();
        delivered.put("from", "sending");
        delivered.put("because", "2xx, errorCode -1 and a ticket id");
        delivered.put("door", "rest");
        delivered.put("upstream", "live");
        delivered.put("attempts", 1);
        delivered.put("ticketId", 4_484_643);
        delivered.put("evidence", "answer");
        return List.of(
                new Event(id + 1, Events.NOON, "accepted", Optional.of(key), accepted),
                new Event(id + 2, Events.NOON.plusMillis(1), "claimed", Optional.of(key), claimed),
                new Event(id + 3, Events.NOON.plusMillis(13), "answered", Optional.of(key), answered),
                new Event(id + 4, Events.NOON.plusMillis(13), "delivered", Optional.of(key), delivered));
    }
}
