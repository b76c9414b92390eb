package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.CurrentMapping;
import io.ticketbridge.sandbox.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnmappableTest {

    private static final int BACKLOG = 60;
    private static final int MOST_REJECTED = 20 + 16;

    @TempDir
    Path folder;

    private Path mapping;
    private RunningBridge bridge;

    @BeforeEach
    void start() throws IOException {
        mapping = folder.resolve("mapping.yaml");
        Files.writeString(mapping, "applications:\n  default: {}\n");
        bridge = new RunningBridge(folder, Clock.systemUTC(), "mapping.file=" + mapping).start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void neverSendsContentThatItCannotReadAndSaysSo() {
        String key = bridge.engine()
                .ledger()
                .intake()
                .accept(List.of(unreadable()), Optional.empty())
                .get(0)
                .key();

        Intent waiting = await().atMost(Duration.ofSeconds(20))
                .until(() -> bridge.engine().ledger().inspection().find(key).orElseThrow(), intent -> intent.reason()
                        .isPresent());

        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.reason()).map(Reason::code).contains("Defect");
        assertThat(waiting.attempts()).isZero();
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isZero();
    }

    @Test
    void pausesAnApplicationWhoseTicketsTheChangedMappingRefuses() throws Exception {
        bridge.engine().camel().getRouteController().suspendRoute("deliver");
        try (ProducerTemplate door = bridge.engine().camel().createProducerTemplate()) {
            for (int i = 0; i < BACKLOG; i++) {
                door.requestBody("direct:ticket", "application_id=77&subject=Hei&message=Number+" + i);
            }
        }
        change("applications:\n  \"1\": {}\n", false);
        bridge.engine().camel().getRouteController().resumeRoute("deliver");

        await().atMost(Duration.ofSeconds(20)).until(() -> !gates().isEmpty());
        assertThat(gates()).singleElement().satisfies(brake -> {
            assertThat(brake.scope()).isEqualTo("live/77");
            assertThat(brake.reason().text()).contains("mapping.yaml").contains("application is unknown");
        });
        change("applications:\n  default: {}\n", true);

        await().atMost(Duration.ofSeconds(30)).until(() -> count(State.DELIVERED) + count(State.REJECTED) == BACKLOG);
        assertThat(count(State.REJECTED)).isBetween(20L, (long) MOST_REJECTED);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(count(State.DELIVERED));
        assertThat(gates()).isEmpty();
    }

    private void change(String yaml, boolean known) throws IOException {
        Files.writeString(mapping, yaml);
        CurrentMapping current =
                bridge.engine().camel().getRegistry().lookupByNameAndType("mapping", CurrentMapping.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> current.get().knows("77") == known);
    }

    private List<Gates.Gate> gates() {
        return bridge.engine().ledger().gates().all();
    }

    private long count(State state) {
        return bridge.engine().ledger().inspection().counts().byDoor().values().stream()
                .mapToLong(states -> states.getOrDefault(state, 0L))
                .sum();
    }

    private static Submission unreadable() {
        return new Submission(
                "file",
                Upstream.LIVE,
                "42",
                Optional.empty(),
                List.of(),
                "no support ticket".getBytes(StandardCharsets.UTF_8),
                "hash",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
