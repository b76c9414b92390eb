package io.ticketbridge.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

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
     * Makes the folder, for its owner alone, where it is missing, and takes it.
     *
     * @throws EngineUnusableException naming the process that has it, or why the folder cannot be used
     */
    public static FolderLock take(Path dataDir) {
        Path file = dataDir.resolve("lock");
        FileChannel channel = open(dataDir, file);
        if (!isOurs(channel)) {
            String holder = holder(file);
            closeQuietly(channel);
            throw new EngineUnusableException("The data folder " + dataDir.toAbsolutePath() + " is in use by process "
                    + holder + "; stop that one, or choose another ticketbridge.data.dir.");
        }
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return new FolderLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(dataDir, e);
        }
    }

    /** Whether an engine of any process has the folder now. */
    public static boolean isTaken(Path dataDir) {
        Path file = dataDir.resolve("lock");
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !isOurs(channel);
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

    private static boolean isOurs(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new EngineUnusableException("The data folder cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    private static String holder(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "(unknown)";
        }
    }

    private static EngineUnusableException unusable(Path dataDir, IOException cause) {
        return new EngineUnusableException(
                "The data folder " + dataDir.toAbsolutePath() + " cannot be used (" + cause.getMessage()
                        + "); make it writable, or choose another ticketbridge.data.dir.",
                cause);
    }

    private static void closeQuietly(FileChannel channel) {
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
