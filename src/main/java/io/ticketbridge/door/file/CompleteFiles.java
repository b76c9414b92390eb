package io.ticketbridge.door.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which files of the inbox are complete: marked by {@code NAME.done}, or seen unchanged for the settling time.
 * Seen by us, because a file's time can be in the future, or kept by a copy. Camel leaves out dot-names before.
 */
public final class CompleteFiles implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);
    private static final int MOST_REMEMBERED = 10_000;

    /** What shows a change. */
    private record Look(long size, long modified, Object inode) {}

    private record Seen(Look look, long since) {}

    private final Inbox inbox;
    private final Duration settle;
    private final LongSupplier nanoTime;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
    private final Set<Path> warned = ConcurrentHashMap.newKeySet();

    CompleteFiles(Inbox inbox, Duration settle, LongSupplier nanoTime) {
        this.inbox = inbox;
        this.settle = settle;
        this.nanoTime = nanoTime;
    }

    static Path markerOf(Path file) {
        return file.resolveSibling(file.getFileName() + FileName.MARKER);
    }

    @Override
    public boolean accept(GenericFile<File> candidate) {
        Path file = candidate.getFile().toPath();
        if (candidate.isDirectory()) {
            warnOfFolder(file);
            return false;
        }
        if (file.getFileName().toString().endsWith(FileName.MARKER)) {
            return false;
        }
        boolean complete = Files.exists(markerOf(file)) || isSettled(file);
        if (complete) {
            seen.remove(file);
        }
        return complete;
    }

    private boolean isSettled(Path file) {
        Look now;
        try {
            now = look(file);
        } catch (IOException e) {
            seen.remove(file);
            return false; // gone again
        }
        if (seen.size() > MOST_REMEMBERED) {
            seen.keySet().removeIf(known -> !Files.exists(known, LinkOption.NOFOLLOW_LINKS));
        }
        long at = nanoTime.getAsLong();
        Seen before = seen.merge(
                file, new Seen(now, at), (known, fresh) -> known.look().equals(fresh.look()) ? known : fresh);
        return at - before.since() >= settle.toNanos();
    }

    private static Look look(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Look(attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
    }

    private void warnOfFolder(Path folder) {
        if (!inbox.isOwnFolder(folder.toAbsolutePath().normalize()) && warned.add(folder)) {
            LOG.warn(
                    "{} is a folder; the file door reads only files that lie in the inbox itself",
                    TextForPeople.quoted(folder.getFileName().toString()));
        }
    }
}
