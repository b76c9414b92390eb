package io.ticketbridge.fault;

import io.ticketbridge.fault.BridgeProcess.Doors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Callers of all three doors, many at once. Each goes on until its door has taken what it has, through however many
 * deaths of the bridge; but some REST callers try only once.
 */
final class Crowd implements AutoCloseable {

    private static final int REST_CALLERS = 4;

    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private final Queue<Future<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Taken taken = new Taken();
    private final RestCaller rest = new RestCaller(taken);
    private final FileDropper files;
    private final QueueSender queue = new QueueSender(taken);
    private Doors doors;

    Crowd(Path inbox) {
        this.files = new FileDropper(inbox, taken);
    }

    /** One way to hand something over. @return false = not taken, to be tried again */
    interface Attempt {
        boolean handOver(Doors doors) throws Exception;
    }

    /** Where the bridge is from now on. */
    synchronized void doorsAre(Doors found) {
        doors = found;
        notifyAll();
    }

    /** A round of new tickets through every door, handed over in the background. */
    void come(String round) {
        callAtRest(round, REST_CALLERS);
        submit(at -> rest.sendOnce(at, round + "-once"));
        submit(at -> files.drop(round + "-file", 12));
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(round + "-queue-" + i);
        }
        submit(at -> queue.send(at, messages));
    }

    /** REST callers alone, who repeat. */
    void callAtRest(String round, int number) {
        for (int i = 0; i < number; i++) {
            String subject = round + "-rest-" + i;
            submit(at -> rest.send(at, subject, subject));
        }
    }

    /** One file more. */
    void drop(String name, int rows) {
        submit(at -> files.drop(name, rows));
    }

    private void submit(Attempt attempt) {
        tasks.add(callers.submit(() -> {
            Doors tried = awaitOthers(null);
            while (!attempt.handOver(tried)) {
                tried = awaitOthers(tried);
            }
            return null;
        }));
    }

    /** The doors once they are others than those tried, or the same again a moment later. */
    private synchronized Doors awaitOthers(Doors tried) throws InterruptedException {
        if (doors == tried && tried != null) {
            wait(100);
        }
        while (doors == null) {
            wait();
        }
        return doors;
    }

    /** Returns when everything was taken or given up. */
    Taken awaitAllTaken() throws Exception {
        for (Future<?> task : tasks) {
            task.get(2, TimeUnit.MINUTES);
        }
        return taken;
    }

    @Override
    public void close() {
        callers.shutdownNow();
        rest.close();
    }
}
