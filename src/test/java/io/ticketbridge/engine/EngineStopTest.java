package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStopTest {

    @TempDir
    Path folder;

    @Test
    void leavesNoThreadAndNoPortBehindHoweverOftenItStartsInOneProcess() throws IOException {
        Set<Thread> before = new HashSet<>();
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC(), "queue.port=0")) {
            bridge.start().stop();
            before.addAll(Thread.getAllStackTraces().keySet());

            for (int i = 0; i < 2; i++) {
                bridge.start();
                URI rest = bridge.engine().rest();
                URI broker = URI.create(bridge.engine().broker().orElseThrow());
                bridge.stop();

                assertFree(rest.getPort());
                assertFree(broker.getPort());
                await().pollInSameThread()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(startedSince(before)).isEmpty());
            }
        }
    }

    /**
     * Threads that live on, but for those of the JVM's common pool and of Artemis's: these rest for a minute and end.
     */
    private static List<String> startedSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .filter(thread -> !thread.getName().contains("remoting.impl.invm.InVMConnector"))
                .map(thread -> thread.getName() + (thread.isDaemon() ? " (daemon)" : ""))
                .sorted()
                .toList();
    }

    private static void assertFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            assertThat(socket.isBound()).isTrue();
        }
    }
}
