package io.ticketbridge.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Drops files into the inbox the way a careful sender does: written under a dot-name, then renamed. */
final class FileDropper {

    private final Path inbox;
    private final Taken taken;

    FileDropper(Path inbox, Taken taken) {
        this.inbox = inbox;
        this.taken = taken;
    }

    boolean drop(String name, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("application_id,subject,message\n");
        for (int row = 1; row <= rows; row++) {
            csv.append("42,")
                    .append(subject(name, row))
                    .append(",\"Linje 1\nLinje 2, ")
                    .append(row)
                    .append("\"\n");
        }
        Path hidden = inbox.resolve("." + name + ".csv");
        Files.writeString(hidden, csv);
        Files.move(hidden, inbox.resolve(name + ".csv"), StandardCopyOption.ATOMIC_MOVE);
        for (int row = 1; row <= rows; row++) {
            taken.promised(subject(name, row));
        }
        taken.dropped(Path.of(name + ".csv"), rows);
        return true;
    }

    private static String subject(String name, int row) {
        return name + "-" + row;
    }
}
