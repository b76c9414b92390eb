package io.ticketbridge.bench.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Drops CSV files into an inbox. */
public final class FileDrop {

    private final Path inbox;
    private final TicketTexts tickets;
    private int files;

    public FileDrop(Path inbox, TicketTexts tickets) {
        this.inbox = inbox;
        this.tickets = tickets;
    }

    /** A file that is written and not yet dropped. */
    public final class Dropped {

        private final Path written;
        private final String name;

        private Dropped(String name) {
            this.written = inbox.resolve("." + name);
            this.name = name;
        }

        public long bytes() {
            try {
                return Files.size(written);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** With its marker, so that it is complete at once. */
        public void drop() {
            try {
                Files.move(written, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                Files.createFile(inbox.resolve(name + ".done"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns when the file has its report, which says that all its rows rest. */
        public void awaitReport(Duration longest) throws InterruptedException {
            Path report = inbox.resolve("done").resolve(name + ".report.csv");
            long deadline = System.nanoTime() + longest.toNanos();
            while (!Files.exists(report)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(name + " has no report after " + longest);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    public Dropped write(int rows) {
        return write(rows, "");
    }

    /** @param padding makes each message longer */
    public Dropped write(int rows, String padding) {
        files++;
        Dropped file = new Dropped("tickets-" + files + ".csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file.written, StandardCharsets.UTF_8)) {
            writer.write(TicketTexts.csvHeader());
            for (int row = 0; row < rows; row++) {
                writer.write(TicketTexts.csvRow(tickets.number(), padding));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
