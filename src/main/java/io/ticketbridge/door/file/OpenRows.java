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
    private final DigestInputStream bytes;
    private final RowReader rows;

    private OpenRows(BatchFile file, DigestInputStream bytes, RowReader rows) {
        this.file = file;
        this.bytes = bytes;
        this.rows = rows;
    }

    /** @throws UnusableFileException when the file's beginning shows that it is no file of tickets */
    static OpenRows of(BatchFile file) throws IOException {
        MessageDigest digest = Sha256.begin();
        DigestInputStream bytes = new DigestInputStream(FileBytes.open(file.path()), digest);
        try {
            return new OpenRows(
                    file,
                    bytes,
                    reader(file, new InputStreamReader(bytes, file.charset().newDecoder())));
        } catch (IOException | UnusableFileException e) {
            bytes.close();
            throw e;
        }
    }

    private static RowReader reader(BatchFile file, Reader characters) throws IOException {
        String name = file.path().getFileName().toString();
        Format format = FileName.of(name)
                .map(FileName::format)
                .orElseThrow(() -> new UnusableFileException(
                        "UnknownFormat",
                        "The file is not named .csv, .json, .jsonl or .ndjson, or one of these with .gz."));
        return switch (format) {
            case CSV -> new CsvRows(characters);
            case JSON -> new JsonRows(characters);
            case NDJSON -> new NdjsonRows(characters);
        };
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        Optional<FileRow> row = rows.next();
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
