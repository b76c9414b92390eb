package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Parameters;

/** The parameter of every command that is about one batch. */
final class BatchChoice {

    private static final int MOST_TOLD = 10;

    @Parameters(
            paramLabel = "BATCH",
            description = "Its id, the beginning of its id (6 characters or more), or the name of its file.")
    private String name;

    /** Empty when the name means none, or several; that is then said. */
    Optional<Batch> find(Batches batches, PrintWriter err) {
        return find(batches::named, name, err);
    }

    /** @param batches as {@link Batches#named} finds them */
    static Optional<Batch> find(Function<String, List<Batch>> batches, String name, PrintWriter err) {
        List<Batch> found = BatchNames.find(batches, name);
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        if (found.isEmpty()) {
            err.println("ticketbridge: there is no batch " + Printable.of(name) + ": see batch list.");
        } else {
            err.println("ticketbridge: " + Printable.of(name) + " names " + found.size() + " batches: give one of");
            found.stream()
                    .limit(MOST_TOLD)
                    .forEach(batch -> err.println(Printable.of("  " + batch.id() + "  " + batch.name() + ", "
                            + BatchNames.stage(batch) + ", started " + batch.started())));
        }
        err.flush();
        return Optional.empty();
    }

    /** There is no ledger, so there is no batch. */
    int none(PrintWriter err) {
        return none(name, err);
    }

    static int none(String name, PrintWriter err) {
        err.println("ticketbridge: there is no batch " + Printable.of(name) + ": nothing came in yet.");
        err.flush();
        return Exit.NOT_AS_IT_SHOULD;
    }
}
