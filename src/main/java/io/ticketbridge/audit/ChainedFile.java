package io.ticketbridge.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends records to the file of their day. A record never goes to an older file than the one before it, so that the
 * chain runs through the files in the order of their names. Not thread-safe.
 */
final class ChainedFile implements AutoCloseable {

    private final Path folder;
    /** The day of the newest file, and that file; both empty at first and after a failure. */
    private Optional<LocalDate> latest = Optional.empty();

    private Optional<DayFile> current = Optional.empty();

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
        try {
            for (Map.Entry<LocalDate, StringBuilder> day : linesByDay(records).entrySet()) {
                file(day.getKey()).append(day.getValue().toString().getBytes(StandardCharsets.UTF_8));
                latest = Optional.of(day.getKey());
            }
        } catch (IOException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(IOException failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private DayFile file(LocalDate day) throws IOException {
        Path path = AuditFolder.file(folder, day);
        if (current.isPresent() && current.get().isStill(path)) {
            return current.get();
        }
        close();
        current = Optional.of(DayFile.open(path));
        return current.get();
    }

    private Map<LocalDate, StringBuilder> linesByDay(List<AuditRecord> records) throws IOException {
        LocalDate newest = latest.isPresent() ? latest.get() : newestOnDisk();
        Map<LocalDate, StringBuilder> lines = new LinkedHashMap<>();
        for (AuditRecord record : records) {
            LocalDate day = LocalDate.ofInstant(record.at(), ZoneOffset.UTC);
            newest = day.isAfter(newest) ? day : newest;
            lines.computeIfAbsent(newest, any -> new StringBuilder())
                    .append(record.line())
                    .append('\n');
        }
        return lines;
    }

    private LocalDate newestOnDisk() throws IOException {
        return AuditFolder.newest(folder).map(AuditFolder::day).orElse(LocalDate.MIN);
    }

    /** Lets the file go; the next record opens it again. */
    @Override
    public void close() throws IOException {
        Optional<DayFile> open = current;
        current = Optional.empty();
        latest = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
