package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

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
    void deliversATicketOnceWithItsTextUnchanged() {
        String key =
                accept("application_id=42&subject=Hei&message=R%C3%B8dgr%C3%B8d+med+fl%C3%B8de%0A%22%F0%9F%90%9F%22");

        Intent delivered = awaitState(key, State.DELIVERED);

        assertThat(bridge.upstream().tickets()).hasSize(1);
        assertThat(delivered.ticketId())
                .hasValue(bridge.upstream().tickets().get(0).id());
        assertThat(delivered.attempts()).isEqualTo(1);
    }

    private String accept(String form) {
        List<?> taken = bridge.engine()
                .camel()
                .createProducerTemplate()
                .requestBodyAndHeader(
                        "direct:ticket", form, "Content-Type", "application/x-www-form-urlencoded", List.class);
        return ((Taken.InLedger) taken.get(0)).acceptance().key();
    }

    private Intent awaitState(String key, State state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> bridge.engine().ledger().inspection().find(key).orElseThrow(),
                        intent -> intent.state() == state);
    }
}
