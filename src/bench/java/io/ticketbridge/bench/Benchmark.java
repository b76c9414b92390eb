package io.ticketbridge.bench;

public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        io.ticketbridge.bench.measure.First.main(arguments);
    }
}
