package io.ticketbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxControlTest {

    @Test
    void showsEverythingThatWasCreatedInPages() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri()).authorized();
            for (int i = 0; i < 300; i++) {
                caller.create("{\"title\":\"t" + i + "\",\"message\":\"" + "x".repeat(2000) + "\"}");
            }

            JsonNode all = SandboxCaller.json(caller.control("GET", "/sandbox/tickets", ""));
            assertThat(all.get("total").asInt()).isEqualTo(300);
            assertThat(all.get("wireRequests").asInt()).isEqualTo(300);
            assertThat(all.get("tickets")).hasSize(300);
            assertThat(all.at("/tickets/299/request/title").asText()).isEqualTo("t299");

            JsonNode page = SandboxCaller.json(caller.control("GET", "/sandbox/tickets?skip=10&take=2", ""));
            assertThat(page.get("tickets")).hasSize(2);
            assertThat(page.at("/tickets/0/request/title").asText()).isEqualTo("t10");
        }
    }

    @Test
    void sumsUpRequestsTicketsAndFaults() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri()).authorized();
            caller.create(SandboxCaller.TICKET);
            sandbox.inject(Fault.reset(Endpoint.LIST).times(2));

            JsonNode summary = SandboxCaller.json(caller.control("GET", "/sandbox", ""));

            assertThat(summary.toString())
                    .isEqualTo("{\"tickets\":1,\"requests\":{\"/token\":1,\"/tickets\":1,\"/tickets/list\":0},"
                            + "\"faults\":[{\"on\":\"list\",\"fault\":\"reset\",\"times\":2}]}");
        }
    }

    @Test
    void deletingClearsAllButTheTokens() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            SandboxCaller caller = new SandboxCaller(sandbox.uri()).authorized();
            long before = caller.created(SandboxCaller.TICKET);
            sandbox.inject(Fault.status(Endpoint.TICKETS, 500));

            assertThat(caller.control("DELETE", "/sandbox", "").statusCode()).isEqualTo(204);

            assertThat(sandbox.tickets()).isEmpty();
            assertThat(sandbox.requests()).isEmpty();
            assertThat(caller.created(SandboxCaller.TICKET)).isGreaterThan(before);
        }
    }

    @Test
    void tellsWhatThereIsOnAnUnknownPath() throws Exception {
        try (Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            var response = new SandboxCaller(sandbox.uri()).control("GET", "/", "");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("/sandbox/tickets");
        }
    }

    @Test
    void refusesAPortThatIsTakenInOneSentence() {
        try (Sandbox first = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            int taken = first.uri().getPort();

            assertThatThrownBy(() -> Sandbox.start("127.0.0.1", taken, SandboxOptions.defaults()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken);
        }
    }

    @Test
    void closeFreesThePortAndLeavesAForeignVertxOpen() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Sandbox sandbox = Sandbox.start(vertx, "127.0.0.1", 0, SandboxOptions.defaults());
            SandboxCaller caller = new SandboxCaller(sandbox.uri()).authorized();
            sandbox.close();

            assertThatThrownBy(() -> caller.create(SandboxCaller.TICKET)).isInstanceOf(ConnectException.class);
            try (Sandbox again = Sandbox.start(vertx, "127.0.0.1", 0, SandboxOptions.defaults())) {
                assertThat(new SandboxCaller(again.uri()).refresh("r").statusCode())
                        .isEqualTo(200);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
