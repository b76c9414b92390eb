package io.ticketbridge.door.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads the records of one file, in order and in bounded memory. Not thread-safe. */
interface RowReader extends Closeable {

    /**
     * The next record; empty at the end.
     *
     * @throws UnusableFileException when nothing can be read from here on
     */
    Optional<FileRow> next() throws IOException;
}
