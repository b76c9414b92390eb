package io.ticketbridge.engine;

import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Keeps a data folder for one engine: a lock of the operating system on its file {@code lock}, which a crash gives
 * back.
 */
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Who has a folder.
     *
     * @param mainUpstream where its live tickets go
     */
    public record Holder(String pid, Upstream mainUpstream) {}

    /**
     * Makes the folder, for its owner alone, where it is missing, and takes it.
     *
     * @param mainUpstream what other commands read from the lock file
     * @throws EngineUnusableException naming the process that has it, or why the folder cannot be used
     */
    public static FolderLock take(Path dataDir, Upstream mainUpstream) {
        return take(dataDir, dataDir.resolve("lock"), mainUpstream, "data folder", "ticketbridge.data.dir");
    }

    /**
     * Takes an inbox for an engine whose ledger is its own: another one would read the same claimed files into another
     * ledger, and send each ticket again. Engines with one PostgreSQL ledger may share an inbox.
     *
     * @throws EngineUnusableException naming the process that has it, or why the folder cannot be used
     */
    public static FolderLock takeInbox(Path inbox, Upstream mainUpstream) {
        try {
            Files.createDirectories(inbox);
        } catch (IOException e) {
            throw new EngineUnusableException(
                    "ticketbridge.inbox.dir: the folder " + inbox + " cannot be created; give it to the user who runs"
                            + " the bridge, or name another.",
                    e);
        }
        return take(inbox, inbox.resolve(".lock"), mainUpstream, "inbox", "ticketbridge.inbox.dir");
    }

    private static FolderLock take(Path dataDir, Path file, Upstream mainUpstream, String what, String key) {
        FileChannel channel = open(dataDir, file);
        if (!lock(channel)) {
            close(channel);
            throw new EngineUnusableException("The " + what + " " + dataDir.toAbsolutePath() + " is in use by process "
                    + read(file).pid() + "; stop that one, or choose another " + key + ".");
        }
        String holder = ProcessHandle.current().pid() + " " + mainUpstream.label();
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return new FolderLock(channel);
        } catch (IOException e) {
            close(channel);
            throw unusable(dataDir, e);
        }
    }

    /**
     * The engine of another process that has the folder now. Not for a process that has it itself: on POSIX systems a
     * look would give the lock back.
     */
    public static Optional<Holder> holder(Path dataDir) {
        Path file = dataDir.resolve("lock");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) ? Optional.empty() : Optional.of(read(file));
        } catch (IOException e) {
            throw unusable(dataDir, e);
        }
    }

    private static FileChannel open(Path dataDir, Path file) {
        try {
            if (Files.notExists(dataDir)) {
                Files.createDirectories(dataDir);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
                }
            }
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(dataDir, e);
        }
    }

    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new EngineUnusableException("The data folder cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    private static Holder read(Path file) {
        try {
            String[] parts =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
            return new Holder(parts[0], parts.length > 1 ? Upstream.ofLabel(parts[1]) : Upstream.LIVE);
        } catch (IOException e) {
            return new Holder("(unknown)", Upstream.LIVE);
        }
    }

    private static EngineUnusableException unusable(Path dataDir, IOException cause) {
        return new EngineUnusableException(
                "The data folder " + dataDir.toAbsolutePath() + " cannot be used (" + cause.getMessage()
                        + "); make it writable, or choose another ticketbridge.data.dir.",
                cause);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EngineUnusableException("The folder lock cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    /** Gives the folder back; the file stays, so that two takers can never lock two files of one name. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
