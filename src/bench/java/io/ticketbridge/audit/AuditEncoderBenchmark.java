package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One audit event to its record: masked, chained, hashed. A ticket has about four. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AuditEncoderBenchmark {

    private final AuditEncoder encoder = new AuditEncoder(new Masking(new Mask(new byte[32]), false));
    private final List<Event> events =
            List.of(new Event(7, Instant.now(), "answered", Optional.of("tb-01KAMZ2V7Q8R9S"), details()));

    private static Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("door", "rest");
        details.put("attempt", 1);
        details.put("status", 200);
        details.put("outcome", "delivered");
        details.put("ticketId", 4_484_643L);
        details.put("response", "{\"data\":4484643,\"errorCode\":-1,\"errorText\":null}");
        return details;
    }

    @Benchmark
    public List<AuditRecord> encode() {
        return encoder.encode(events, Optional.empty());
    }
}
