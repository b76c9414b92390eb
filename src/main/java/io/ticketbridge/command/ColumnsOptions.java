package io.ticketbridge.command;

import io.ticketbridge.door.file.Columns;
import io.ticketbridge.door.file.ColumnsInForce;
import io.ticketbridge.door.file.ColumnsSidecar;
import io.ticketbridge.ledger.Batches.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code import} that say how the columns of a file become fields. */
final class ColumnsOptions {

    @Option(
            names = "--columns",
            paramLabel = "FILE",
            description = "How columns become fields: rename, ignore, set, join, key. Default: FILE.columns.yaml beside"
                    + " each FILE, where there is one.")
    private Optional<Path> columns = Optional.empty();

    @Option(
            names = "--unknown-columns",
            paramLabel = "error|ignore",
            converter = UnknownRule.class,
            description = "What becomes of columns that nobody knows. Default: error for CSV, ignored in JSON.")
    private Optional<Columns.Unknown> unknown = Optional.empty();

    @Option(
            names = "--key-column",
            paramLabel = "COLUMN",
            description = "A row is known by its value here, not by its place in the file, so that a later export with"
                    + " the same row creates nothing. Can be given several times.")
    private List<String> key = List.of();

    @Option(
            names = "--suggest-columns",
            description = "Write a FILE.columns.yaml beside each FILE, guessed from its header, and take nothing.")
    private boolean suggest;

    private static final class UnknownRule implements ITypeConverter<Columns.Unknown> {
        @Override
        public Columns.Unknown convert(String value) {
            return switch (value) {
                case "error" -> Columns.Unknown.ERROR;
                case "ignore" -> Columns.Unknown.IGNORE;
                default -> throw new TypeConversionException("must be error or ignore");
            };
        }
    }

    boolean suggests() {
        return suggest;
    }

    /** Whether anything says how to read the file, and it is not this. Reads no more than a columns file. */
    boolean areOtherThan(Columns begun, Path file) throws IOException {
        Optional<Columns> said =
                columns.isPresent() ? Optional.of(ColumnsSidecar.readFile(columns.get())) : ColumnsSidecar.read(file);
        return !said.orElse(begun).withKey(key).withUnknown(unknown).equals(begun);
    }

    /**
     * The columns by which a file is to be read.
     *
     * @param corrects the batch it corrects, whose columns it has when nothing else is said
     * @throws io.ticketbridge.door.file.UnusableFileException when a columns file is wrong
     */
    Columns of(Path file, ColumnsInForce inForce, Optional<Batch> corrects) throws IOException {
        Columns found = columns.isPresent() ? ColumnsSidecar.readFile(columns.get()) : inForce.of(file);
        Columns base = found.equals(Columns.NONE) && columns.isEmpty()
                ? corrects.map(ColumnsInForce::of).orElse(Columns.NONE)
                : found;
        return base.withKey(key).withUnknown(unknown);
    }
}
