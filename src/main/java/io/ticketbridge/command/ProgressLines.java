package io.ticketbridge.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A line every few seconds, and one at once when something important changes: for logs and pipes. */
final class ProgressLines implements ProgressView {

    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final Function<BatchFigures, String> line;
    private final LongSupplier nanos;

    private Optional<Shown> last;

    private record Shown(long at, List<Object> important) {}

    /** @param quietAtFirst nothing is said of what is over within the first seconds */
    ProgressLines(PrintWriter out, Function<BatchFigures, String> line, boolean quietAtFirst, LongSupplier nanos) {
        this.out = out;
        this.line = line;
        this.nanos = nanos;
        this.last = quietAtFirst ? Optional.of(new Shown(nanos.getAsLong(), List.of())) : Optional.empty();
    }

    @Override
    public void show(BatchFigures figures) {
        List<Object> important =
                List.of(figures.batch().state(), figures.batch().control(), figures.ended(), figures.hindrances());
        boolean changed = last.isEmpty()
                || !last.get().important().isEmpty() && !last.get().important().equals(important);
        if (changed || nanos.getAsLong() - last.get().at() >= EVERY_NANOS) {
            out.println(line.apply(figures));
            out.flush();
            last = Optional.of(new Shown(nanos.getAsLong(), important));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
