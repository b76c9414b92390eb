package io.ticketbridge.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of all processes on this machine run at a time; the system frees it when a process dies. */
final class FileMutex {

    /** The system's file lock knows processes only, not their threads. */
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;

    FileMutex(Path file) {
        this.file = file;
    }

    <T> T alone(Supplier<T> action) {
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            return aloneAmongProcesses(action);
        } finally {
            threads.unlock();
        }
    }

    private <T> T aloneAmongProcesses(Supplier<T> action) {
        PrivateFiles.file(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                return action.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new LedgerUnavailableException(
                    "The ledger cannot lock " + file + "; check the disk and its permissions.",
                    new UncheckedIOException(e));
        }
    }
}
