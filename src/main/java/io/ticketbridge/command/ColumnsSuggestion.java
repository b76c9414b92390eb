package io.ticketbridge.command;

import io.ticketbridge.door.file.SuggestedColumns;
import io.ticketbridge.door.file.UnusableFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Writes a columns file for each file, to be looked through by a person. */
final class ColumnsSuggestion {

    private final PrintWriter out;
    private final PrintWriter err;

    ColumnsSuggestion(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int write(List<Path> files) throws IOException {
        int exitCode = Exit.FINE;
        for (Path file : files) {
            try {
                write(file);
            } catch (UnusableFileException e) {
                exitCode = unusable(file + ": " + e.getMessage());
            } catch (NoSuchFileException e) {
                exitCode = unusable(file + " does not exist.");
            } catch (FileAlreadyExistsException e) {
                exitCode = unusable(e.getFile() + " is there already, and stays as it is; move it away first.");
            }
        }
        out.flush();
        return exitCode;
    }

    private void write(Path file) throws IOException {
        SuggestedColumns suggestion = SuggestedColumns.of(file);
        Path written = suggestion.write();
        out.println(Printable.of(written + ": written; look it through, then import " + file));
        suggestion
                .missing()
                .forEach(field -> out.println(Printable.of(
                        written + ": " + field + " has no source: rename a column to it, or give a value under set")));
    }

    private int unusable(String sentence) {
        err.println("ticketbridge: " + Printable.of(sentence));
        err.flush();
        return Exit.UNUSABLE;
    }
}
