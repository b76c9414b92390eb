package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.delivery.FairQueue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintTest {

    private static final int LARGE = 1024 * 1024;

    @TempDir
    Path folder;

    private RunningBridge bridge;

    @BeforeEach
    void start() {
        bridge = new RunningBridge(folder, Clock.systemUTC()).start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void holdsNothingOfItsCallersRequestWhileItWaits() throws Exception {
        CamelContext camel = bridge.engine().camel();
        camel.getRouteController().suspendRoute("due");
        camel.getRouteController().suspendRoute("deliver");
        FairQueue queue = camel.getRegistry().lookupByNameAndType("deliverQueue", FairQueue.class);

        // A consumer that was already waiting when its route was suspended takes one more, at any time.
        Exchange queued = await().until(
                        () -> {
                            accept(camel);
                            return queue.peek();
                        },
                        Objects::nonNull);

        assertThat(queued).satisfies(hint -> {
            assertThat(hint.getProperties()).doesNotContainKey("ticketbridgeRestRequest");
            assertThat(hint.getProperties()).doesNotContainKey("ticketbridgeHints");
            assertThat(hint.getMessage().getHeaders()).isEmpty();
        });
    }

    private static void accept(CamelContext camel) {
        Exchange accepted = camel.createProducerTemplate().request("direct:ticket", caller -> {
            caller.setProperty("ticketbridgeRestRequest", new byte[LARGE]);
            caller.getMessage().setHeader("Authorization", "Basic secret");
            caller.getMessage().setBody("application_id=42&subject=Hei&message=Hallo");
        });
        assertThat(accepted.getException()).isNull();
        assertThat(accepted.getMessage().getBody()).isInstanceOf(List.class);
    }
}
