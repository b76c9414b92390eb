package io.ticketbridge.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;

/** What the threads that work on tickets have allocated so far: not those of their callers, nor of the upstream. */
final class AllocatedBytes {

    /** Taking in, delivering, writing the ledger, telling the audit. */
    private static final List<String> THREADS = List.of(
            "vert.x-eventloop-thread",
            "vert.x-worker-thread",
            "seda://deliver",
            "ledger-writer",
            "scheduler://audit-file",
            "scheduler://due");

    private AllocatedBytes() {}

    static long soFar() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && THREADS.stream().anyMatch(thread.getThreadName()::contains)) {
                bytes += Math.max(0, threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return bytes;
    }
}
