package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Drops files of any size, in each format, whose rows have the subjects {@code STEM-1} to {@code STEM-n}. */
final class LargeFileWriter {

    /** Every so many rows have a message of {@link #LONG_MESSAGE}; the others a short one. */
    private static final int LONG_EVERY = 20;

    private static final int LONG_MESSAGE = 100_000;

    private final Path inbox;
    private final int rows;
    private final String padding;

    /** @param padding characters of each row that are in the file and in no ticket */
    LargeFileWriter(Path inbox, int rows, int padding) {
        this.inbox = inbox;
        this.rows = rows;
        this.padding = text(padding);
    }

    /** Letters that compress about as well as real exports do. */
    private static String text(int length) {
        StringBuilder block = new StringBuilder();
        new Random(1).ints(20_000, 'a', 'z').forEach(c -> block.append((char) c));
        return block.toString().repeat(length / block.length() + 1).substring(0, length);
    }

    /** @return its length when decompressed */
    long drop(String name) throws IOException {
        String stem = name.substring(0, name.indexOf('.'));
        Path hidden = inbox.resolve("." + name);
        Counter counter;
        try (OutputStream file = Files.newOutputStream(hidden);
                OutputStream bytes = name.endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file) {
            counter = new Counter(bytes);
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(counter, UTF_8), 1 << 16)) {
                write(stem, name, writer);
            }
        }
        Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return counter.count;
    }

    private void write(String stem, String name, Writer writer) throws IOException {
        if (name.contains(".csv")) {
            writer.write("application_id,subject,message,ticketbridge_reason\n");
        }
        boolean array = name.contains(".json");
        for (int row = 1; row <= rows; row++) {
            String message =
                    row % LONG_EVERY == 0 ? padding.substring(0, Math.min(padding.length(), LONG_MESSAGE)) : "m";
            if (name.contains(".csv")) {
                writer.write("42," + stem + "-" + row + ",\"" + message + "\nlinje 2\"," + padding + "\n");
            } else {
                writer.write((array ? (row == 1 ? "[" : ",") : "")
                        + "{\"application_id\":\"42\",\"subject\":\"" + stem + "-" + row + "\",\"message\":\"" + message
                        + "\",\"ticketbridge_reason\":\"" + padding + "\"}\n");
            }
        }
        writer.write(array ? "]" : "");
    }

    private static final class Counter extends OutputStream {

        private final OutputStream out;
        private long count;

        private Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
