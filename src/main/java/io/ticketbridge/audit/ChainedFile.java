package io.ticketbridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Appends records to the file of their day. A record never goes to an older file than the one before it, so that the
 * chain runs through the files in the order of their names. Not thread-safe.
 */
final class ChainedFile {

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path folder;

    ChainedFile(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Makes the folder, where needed. */
    void prepare() throws IOException {
        PrivateFolder.create(folder);
    }

    /**
     * Writes the records; they are on disk when this returns. When it throws, some of them may be there, the last one
     * perhaps half: {@link FileTail} tells.
     */
    void append(List<AuditRecord> records) throws IOException {
        for (Map.Entry<LocalDate, StringBuilder> day : linesByDay(records).entrySet()) {
            byte[] lines = day.getValue().toString().getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = PrivateFolder.open(AuditFolder.file(folder, day.getKey()), APPEND)) {
                ByteBuffer rest = ByteBuffer.wrap(lines);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        }
    }

    private Map<LocalDate, StringBuilder> linesByDay(List<AuditRecord> records) throws IOException {
        Optional<Path> newest = AuditFolder.newest(folder);
        LocalDate latest = newest.map(AuditFolder::day).orElse(LocalDate.MIN);
        Map<LocalDate, StringBuilder> lines = new LinkedHashMap<>();
        for (AuditRecord record : records) {
            LocalDate day = LocalDate.ofInstant(record.at(), ZoneOffset.UTC);
            latest = day.isAfter(latest) ? day : latest;
            lines.computeIfAbsent(latest, any -> new StringBuilder())
                    .append(record.line())
                    .append('\n');
        }
        return lines;
    }
}
