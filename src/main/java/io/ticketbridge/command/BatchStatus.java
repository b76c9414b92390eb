package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine;

/** {@code status --batch}: the figures of one batch, once or until it rests. */
final class BatchStatus {

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long BETWEEN_TWO_LOOKS_MILLIS = 1_000;

    private final Settings settings;
    private final String name;
    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;

    BatchStatus(Settings settings, String name, boolean json, CommandLine command) {
        this.settings = settings;
        this.name = name;
        this.json = json;
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /** @return the exit code */
    int tell(boolean watch) throws Exception {
        Optional<Optional<Batch>> found =
                LedgerAccess.read(settings, ledger -> BatchChoice.find(ledger.batches()::named, name, err));
        if (found.isEmpty()) {
            return BatchChoice.none(name, err);
        }
        if (found.get().isEmpty()) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        String id = found.get().get().id();
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            BatchWatch batch =
                    new BatchWatch(ledger, id, OptionalLong.empty(), new BridgeAbsence(settings), System::nanoTime);
            return watch ? StopHook.guard(Exit.INTERRUPTED, () -> {}, () -> watch(batch)) : once(batch);
        }
    }

    /** The second look tells the speed. */
    private int once(BatchWatch batch) throws InterruptedException {
        if (batch.look().filter(now -> !now.ended()).isPresent()) {
            Thread.sleep(BETWEEN_TWO_LOOKS_MILLIS);
        }
        batch.look().map(line()).ifPresent(out::println);
        out.flush();
        return Exit.FINE;
    }

    private int watch(BatchWatch batch) throws InterruptedException {
        try (ProgressView view = view()) {
            while (true) {
                Optional<BatchFigures> figures = batch.look();
                figures.ifPresent(view::show);
                if (figures.filter(now -> !now.ended()).isEmpty()) {
                    break;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
        if (Terminal.isThere() && !json) {
            once(batch); // a bar leaves no words behind
        }
        return Exit.FINE;
    }

    private ProgressView view() {
        return Terminal.isThere() && !json
                ? new ProgressBarView(true)
                : new ProgressLines(out, line(), false, System::nanoTime);
    }

    private Function<BatchFigures, String> line() {
        return json ? figures -> figures.json().toString() : BatchFigures::line;
    }
}
