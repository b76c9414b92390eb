package io.ticketbridge.bench.micro;

import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes of a form to fields. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {

    private final TicketDecoder decoder = new TicketDecoder(Charset.forName("windows-1252"));
    private final byte[] form = TicketTexts.form(1).getBytes(StandardCharsets.US_ASCII);
    private final Optional<String> type = Optional.of("application/x-www-form-urlencoded");

    @Benchmark
    public Decoded decode() {
        return decoder.decode(form, type, Optional.empty());
    }
}
