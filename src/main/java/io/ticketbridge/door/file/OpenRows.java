package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The rows of an identified file, by the reader of its format. At the end of the rows it knows whether these were the
 * bytes that were identified: a file can still be written to by who had it open before it was claimed.
 */
final class OpenRows implements RowReader {

    private final BatchFile file;
    private final Columns columns;
    private final DigestInputStream bytes;
    private final RowReader rows;

    private OpenRows(BatchFile file, Columns columns, DigestInputStream bytes, RowReader rows) {
        this.file = file;
        this.columns = columns;
        this.bytes = bytes;
        this.rows = rows;
    }

    /** As {@link #of(BatchFile, Columns)}, with every column under its own name. */
    static OpenRows of(BatchFile file) throws IOException {
        return of(file, Columns.NONE);
    }

    /**
     * @throws UnusableFileException when the file's beginning shows that it is no file of tickets, or the columns are
     *     not those of this file
     */
    static OpenRows of(BatchFile file, Columns columns) throws IOException {
        OpenRows rows = open(file, columns);
        if (format(file) != Format.CSV) { // a header says at once what a file of objects has
            try {
                NamesInUse.require(file, columns);
            } catch (IOException | UnusableFileException e) {
                rows.close();
                throw e;
            }
        }
        return rows;
    }

    /** Without a look at whether the names of the columns are used. */
    static OpenRows open(BatchFile file, Columns columns) throws IOException {
        MessageDigest digest = Sha256.begin();
        DigestInputStream bytes = new DigestInputStream(FileBytes.open(file.path()), digest);
        try {
            return new OpenRows(
                    file,
                    columns,
                    bytes,
                    reader(
                            file,
                            columns,
                            new InputStreamReader(bytes, file.charset().newDecoder())));
        } catch (IOException | UnusableFileException e) {
            bytes.close();
            throw e;
        }
    }

    private static RowReader reader(BatchFile file, Columns columns, Reader characters) throws IOException {
        return switch (format(file)) {
            case CSV -> new CsvRows(characters, columns);
            case JSON -> new JsonRows(characters, columns);
            case NDJSON -> new NdjsonRows(characters, columns);
        };
    }

    static Format format(BatchFile file) {
        return FileName.of(file.path().getFileName().toString())
                .map(FileName::format)
                .orElseThrow(() -> new UnusableFileException(
                        "UnknownFormat",
                        "The file is not named .csv, .json, .jsonl or .ndjson, or one of these with .gz."));
    }

    Columns columns() {
        return columns;
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        Optional<FileRow> row = rows.next().map(FileRow::limited);
        if (row.isEmpty()) {
            bytes.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(bytes.getMessageDigest().digest()).equals(file.digest())) {
                throw changed();
            }
        }
        return row;
    }

    static UnusableFileException changed() {
        return new UnusableFileException(
                UnusableFileException.CHANGED,
                "The file was changed while it was read; the rows before the change were taken. Drop a file only when"
                        + " it is whole, or give it a name with a dot in front until it is.");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
