package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Which files in {@code taken/} this engine works on. Engines with one ledger may share an inbox, and all of them see
 * what lies in {@code taken/}; a file belongs to one of them until it is reported on. It is a lock of the operating
 * system, so that a crash gives it back and another engine goes on with the file. Thread-safe.
 */
final class TakenFiles implements AutoCloseable {

    /** Each file is a place in this one: a lock file for each would have to be deleted while others open it. */
    private static final String LOCKS = ".taken.lock";

    private final Path lockFile;
    private final Map<Path, FileLock> own = new HashMap<>();
    private FileChannel channel;

    TakenFiles(Inbox inbox) {
        this.lockFile = inbox.root().resolve(LOCKS);
    }

    /** Makes the file this engine's own, for as long as it is open. @return false = it is another engine's */
    synchronized boolean own(Path file) {
        if (own.containsKey(file)) {
            return true;
        }
        try {
            FileLock lock = channel().tryLock(placeOf(file), 1, false);
            if (lock != null) {
                own.put(file, lock);
            }
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // an engine in this very process has it
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The file has left {@code taken/}, or is somebody else's. */
    synchronized void giveBack(Path file) {
        FileLock lock = own.remove(file);
        if (lock == null) {
            return;
        }
        try {
            lock.release();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** One channel for all: on POSIX systems, closing any other of this file would give all locks back. */
    private FileChannel channel() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private static long placeOf(Path file) {
        byte[] hash = Sha256.begin().digest(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() >>> 2;
    }

    /** Gives every file back. */
    @Override
    public synchronized void close() {
        own.clear();
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(e);
        }
        channel = null;
    }

    private UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException("The lock file " + lockFile + " cannot be used", cause);
    }
}
