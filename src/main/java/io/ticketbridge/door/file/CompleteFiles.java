package io.ticketbridge.door.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which files of the inbox are complete: marked by {@code NAME.done}, or seen unchanged for the settling time.
 * Seen by us, because a file's time can be in the future, or kept by a copy. A marker older than the file is one that
 * came too late for an earlier file of that name, and says nothing of this one. Camel leaves out dot-names before.
 */
public final class CompleteFiles implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);
    private static final int MOST_REMEMBERED = 10_000;
    /** What Java makes of bytes in a name that are no text in its locale; no file has the name then. */
    private static final char UNREADABLE = '\uFFFD';

    /** What shows a change. */
    private record Look(long size, long modified, Object inode) {}

    private record Seen(Look look, long since) {}

    private final Inbox inbox;
    private final Duration settle;
    private final LongSupplier nanoTime;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private int mostSeen = MOST_REMEMBERED;

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
        return pathOf(candidate.getFile())
                .map(file -> isComplete(file, candidate.isDirectory()))
                .orElse(false);
    }

    /** Empty for a name that this Java's locale cannot spell: such a file must not stop the others. */
    private Optional<Path> pathOf(File file) {
        Optional<Path> path = Optional.empty();
        try {
            path = Optional.of(file.toPath()).filter(found -> file.getName().indexOf(UNREADABLE) < 0 || file.exists());
        } catch (InvalidPathException e) {
            LOG.debug("A name in the inbox is none in this locale", e);
        }
        if (path.isEmpty()) {
            warnOnce(
                    file.getPath(),
                    "{} has a name that is none in the locale of the bridge, and stays where it is; name it otherwise,"
                            + " or start the bridge with LC_ALL=C.UTF-8",
                    file.getName());
        }
        return path;
    }

    private boolean isComplete(Path file, boolean folder) {
        if (folder) {
            warnOfFolder(file);
            return false;
        }
        if (file.getFileName().toString().endsWith(FileName.MARKER) || ColumnsSidecar.is(file)) {
            return false;
        }
        return isStillComplete(file);
    }

    /** Whether a file that was accepted is still as it was then: many files may be claimed before it. */
    boolean isStillComplete(Path file) {
        return isMarked(file) || (isSettled(file) && isSidecarSettled(file));
    }

    void forget(Path file) {
        seen.remove(file);
        seen.remove(ColumnsSidecar.of(file));
    }

    private static boolean isMarked(Path file) {
        try {
            FileTime marked = Files.getLastModifiedTime(markerOf(file), LinkOption.NOFOLLOW_LINKS);
            return marked.compareTo(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)) >= 0;
        } catch (IOException e) {
            return false; // no marker, or the file is gone again
        }
    }

    private boolean isSettled(Path file) {
        Look now;
        try {
            now = look(file);
        } catch (IOException e) {
            seen.remove(file);
            return false; // gone again
        }
        if (seen.size() > mostSeen) {
            seen.keySet().removeIf(known -> !Files.exists(known, LinkOption.NOFOLLOW_LINKS));
            mostSeen = Math.max(MOST_REMEMBERED, 2 * seen.size()); // or each of many files would look at all others
        }
        long at = nanoTime.getAsLong();
        Seen before = seen.merge(
                file, new Seen(now, at), (known, fresh) -> known.look().equals(fresh.look()) ? known : fresh);
        return at - before.since() >= settle.toNanos();
    }

    /** A file that comes with a columns file is not read before that is whole, too. */
    private boolean isSidecarSettled(Path file) {
        Path sidecar = ColumnsSidecar.of(file);
        return !Files.exists(sidecar, LinkOption.NOFOLLOW_LINKS) || isSettled(sidecar);
    }

    private static Look look(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Look(attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
    }

    private void warnOfFolder(Path folder) {
        if (!inbox.isOwnFolder(folder.toAbsolutePath().normalize())) {
            warnOnce(
                    folder.toString(),
                    "{} is a folder; the file door reads only files that lie in the inbox itself",
                    folder.getFileName().toString());
        }
    }

    private void warnOnce(String path, String message, String name) {
        if (warned.size() < MOST_REMEMBERED && warned.add(path)) {
            LOG.warn(message, TextForPeople.quoted(name));
        }
    }
}
