package io.ticketbridge.bench.micro;

import io.ticketbridge.delivery.Outcome;
import io.ticketbridge.delivery.OutcomeFunction;
import io.ticketbridge.socialboards.WireResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The answer to a created ticket to its outcome. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutcomeBenchmark {

    private final Instant now = Instant.now();
    private final OutcomeFunction function =
            new OutcomeFunction(new OutcomeFunction.Policy(Set.of(), Set.of(), Set.of(), Duration.ofHours(24)));
    private final WireResult delivered = new WireResult(
            WireResult.Progress.ANSWERED,
            OptionalInt.of(200),
            Optional.empty(),
            Optional.of("application/json"),
            "{\"data\":4484643,\"errorCode\":-1,\"errorText\":null}".getBytes(StandardCharsets.UTF_8),
            true,
            Optional.empty(),
            now,
            Duration.ofMillis(5));

    @Benchmark
    public Outcome judge() {
        return function.judge(delivered, now);
    }
}
