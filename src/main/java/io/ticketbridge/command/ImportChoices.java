package io.ticketbridge.command;

import io.ticketbridge.door.file.Columns;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Order;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code import} that say how the batch is to be taken. */
final class ImportChoices {

    /** A file with more rows is asked about, and begins with a sample. */
    private static final long LARGE = 1_000;

    private static final int USUAL_SAMPLE = 20;

    @Option(
            names = "--first",
            paramLabel = "N",
            description =
                    "Deliver a sample of N rows first, with every application and script of the file in it, and wait"
                            + " for batch resume. Default: 20 above 1,000 rows. 0 = no sample.")
    private Optional<Integer> first = Optional.empty();

    @Option(names = "--yes", description = "Do not ask about a file of more than 1,000 rows.")
    private boolean yes;

    @Option(
            names = "--corrects",
            paramLabel = "BATCH",
            description =
                    "FILE is a corrected version of this batch's file: each row takes the place of the row with its"
                            + " number, and only what is not delivered is sent.")
    private Optional<String> corrects = Optional.empty();

    @Option(
            names = "--again",
            description = "Send a file that was taken before once more, as new tickets; needs --reason. Rows with an"
                    + " external_id or key columns still are the tickets they were.")
    private boolean again;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why --again; told to the audit.")
    private Optional<String> reason = Optional.empty();

    @Mixin
    private ColumnsOptions columns;

    ColumnsOptions columns() {
        return columns;
    }

    /** @param wrong makes the error of a sentence */
    <E extends RuntimeException> void check(int files, Function<String, E> wrong) {
        if (again && reason.filter(text -> !text.isBlank()).isEmpty()) {
            throw wrong.apply("--again needs --reason \"why\"");
        }
        if (reason.isPresent() && !again) {
            throw wrong.apply("--reason goes with --again");
        }
        if (again && corrects.isPresent()) {
            throw wrong.apply(
                    "--again sends every row as new, --corrects only what is not delivered: give one of them");
        }
        if (corrects.isPresent() && files != 1) {
            throw wrong.apply("--corrects goes with one FILE");
        }
        if (first.filter(rows -> rows < 0).isPresent()) {
            throw wrong.apply("--first is a number of rows, 0 or more");
        }
    }

    boolean isLarge(long rows) {
        return rows > LARGE;
    }

    /** How many rows the first sample of a file is to have; empty = none. */
    OptionalInt sample(long rows) {
        int wanted = first.orElse(isLarge(rows) ? USUAL_SAMPLE : 0);
        return wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted);
    }

    boolean yes() {
        return yes;
    }

    Optional<String> corrects() {
        return corrects;
    }

    /** How a file is to be taken, but for its first sample. */
    Order order(Columns of, Optional<Batch> corrected) {
        return new Order(of.ordered(), corrected.map(Batch::id), Collections.emptySortedSet(), again());
    }

    /** Why bytes that were taken before are to be sent once more; empty = they are not. */
    Optional<String> again() {
        return again ? reason : Optional.empty();
    }
}
