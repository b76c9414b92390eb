package io.ticketbridge.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of audit files: one a UTC day, {@code audit-YYYY-MM-DD.ndjson}; their names sort as their records do. */
final class AuditFolder {

    private static final Pattern NAME = Pattern.compile("audit-\\d{4}-\\d\\d-\\d\\d\\.ndjson");
    private static final int BLOCK = 8192;

    private AuditFolder() {}

    static Path file(Path folder, LocalDate day) {
        return folder.resolve("audit-" + day + ".ndjson");
    }

    static LocalDate day(Path file) {
        return LocalDate.parse(file.getFileName().toString().substring(6, 16));
    }

    /** All audit files, oldest first. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    static Optional<Path> newest(Path folder) throws IOException {
        List<Path> files = files(folder);
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    /** Takes away what stands after the file's last line end: a record that a crash left half written. */
    static void cutIncompleteLine(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            long whole = endOfLastLine(content);
            if (whole < content.length()) {
                content.setLength(whole);
                content.getFD().sync();
            }
        }
    }

    private static long endOfLastLine(RandomAccessFile content) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long end = content.length(); end > 0; ) {
            int size = (int) Math.min(BLOCK, end);
            content.seek(end - size);
            content.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - size + i + 1;
                }
            }
            end -= size;
        }
        return 0;
    }
}
