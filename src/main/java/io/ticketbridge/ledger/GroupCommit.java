package io.ticketbridge.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one writer of this process. Callers hand over their work and wait; the writer runs all that is waiting in one
 * transaction, commits once, and only then lets the callers go on. A member that fails is rolled back with its group,
 * and the group runs again one by one, so that only this member fails.
 */
final class GroupCommit implements AutoCloseable {

    /** Bounds how long the first member of a group waits for the last. */
    private static final int LARGEST_GROUP = 256;

    private static final long IDLE_SECONDS = 10;

    private static final Member<Void> STOP = new Member<>(transaction -> null);

    private final BlockingQueue<Member<?>> waiting = new LinkedBlockingQueue<>();
    private final Object door = new Object();
    private final Writer writer;
    private final Thread thread;
    private boolean closed;

    GroupCommit(Writer writer) {
        this.writer = writer;
        this.thread = new Thread(this::serve, "ledger-writer");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Runs the work and returns after its commit. An interrupt does not stop the wait, which is short and bounded by
     * the database's time-outs; it is kept for the caller.
     */
    <T> T commit(Work<T> work) {
        Member<T> member = new Member<>(work);
        synchronized (door) {
            if (closed) {
                throw new LedgerUnavailableException("The ledger is closed; nothing was kept.", null);
            }
            waiting.add(member);
        }
        try {
            return member.done().join();
        } catch (CompletionException e) {
            throw WriteFailure.forCaller(e.getCause());
        }
    }

    private void serve() {
        List<Member<?>> group = new ArrayList<>();
        try {
            boolean open = true;
            while (open) {
                collect(group);
                open = !group.remove(STOP);
                if (!group.isEmpty()) {
                    writer.write(group);
                    group.clear();
                } else if (open) {
                    writer.idle();
                }
            }
            writer.close();
        } finally {
            abandon(group);
        }
    }

    /** Nobody waits for a writer that has ended, whatever ended it. */
    private void abandon(List<Member<?>> group) {
        synchronized (door) {
            closed = true;
            waiting.drainTo(group);
        }
        group.remove(STOP);
        group.forEach(member -> member.failed(new LedgerUnavailableException(
                "The ledger's writer has ended, so nothing more is kept; start the bridge anew.", null)));
    }

    private void collect(List<Member<?>> group) {
        try {
            Member<?> first = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
            if (first != null) {
                group.add(first);
                waiting.drainTo(group, LARGEST_GROUP - 1);
            }
        } catch (InterruptedException notForUs) {
            // Only close() ends the writer: whoever waits for a commit must get an answer.
            Thread.interrupted();
        }
    }

    /** Commits what is waiting, then ends. */
    @Override
    public void close() {
        synchronized (door) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(STOP);
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
