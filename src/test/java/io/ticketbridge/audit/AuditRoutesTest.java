package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.fault.ProvesFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped routes with files and endpoints as sinks. */
class AuditRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final Map<String, MemoryBacklog> backlogs = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    private volatile long refuseFrom = Long.MAX_VALUE;
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
    }

    @Test
    void relaysToFilesAndEndpointsWithAChainForEach() throws Exception {
        backlog("file").pending.addAll(Events.range(1, 3));
        backlog("direct:siem").pending.addAll(Events.range(2, 3));

        AuditSinks sinks = start("file,direct:siem?timeout=5000");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(backlog("file").pending).isEmpty();
            assertThat(backlog("direct:siem").pending).isEmpty();
        });
        assertThat(AuditVerifier.verify(
                        data.resolve("audit"), backlog("file").end, Events.ledger(backlog("file").relayed)))
                .isEqualTo(new Verdict.Whole(1, 3));
        assertThat(lines).hasSize(2);
        AuditRecord first = AuditRecord.parse(lines.get(0).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        AuditRecord second = AuditRecord.parse(lines.get(1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(second.follows(first.number(), first.hash())).isTrue();
        assertThat(headers.get(0)).isEqualTo(Map.of("key", "tb-2", "type", "delivered", "number", 1L));
        assertThat(sinks.failing()).isEmpty();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "an audit endpoint refuses records",
            promise = "they stay pending and go out later, in order")
    void whatAnEndpointRefusesStaysPendingAndGoesOutLaterInOrder() throws Exception {
        backlog("direct:siem").pending.addAll(Events.range(1, 5));
        refuseFrom = 3;

        AuditSinks sinks = start("direct:siem");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sinks.failing()).containsKey("direct:siem"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backlog("direct:siem").pending).hasSize(3));

        refuseFrom = Long.MAX_VALUE;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backlog("direct:siem").pending).isEmpty());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sinks.failing()).isEmpty());
        assertThat(headers).extracting(each -> each.get("number")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(data.resolve("audit")).doesNotExist();
    }

    @Test
    void anEndpointThatIsDownNeitherStopsTheStartNorHoldsUpAnother() {
        backlog("file").pending.addAll(Events.range(1, 2));
        backlog("direct:siem").pending.addAll(Events.range(1, 2));
        backlog("direct:down").pending.addAll(Events.range(1, 2));

        AuditSinks sinks = start("direct:down?failIfNoConsumers=true&block=false,file,direct:siem");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sinks.failing()).containsOnlyKeys("direct:down"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backlog("file").pending).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backlog("direct:siem").pending).isEmpty());
        assertThat(backlog("direct:down").pending).hasSize(2);
    }

    @Test
    void aFailingSinkShowsInHealthButTakesNoReadinessAway() {
        backlog("direct:siem").pending.addAll(Events.range(1, 1));
        refuseFrom = 1;

        AuditSinks sinks = start("direct:siem");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sinks.failing()).isNotEmpty());

        assertThat(HealthCheckHelper.invoke(main.getCamelContext()))
                .filteredOn(result -> result.getCheck().getId().equals("audit"))
                .extracting(HealthCheck.Result::getState)
                .containsExactly(HealthCheck.State.DOWN);
        assertThat(HealthCheckHelper.invokeReadiness(main.getCamelContext()))
                .noneMatch(result -> result.getCheck().getId().equals("audit"));
        assertThat(HealthCheckHelper.invokeLiveness(main.getCamelContext()))
                .noneMatch(result -> result.getCheck().getId().equals("audit"));
    }

    @Test
    void refusesToStartWithAnEndpointThatNoComponentServes() {
        assertThatThrownBy(() -> start("file,no-such-component:x"))
                .isInstanceOf(ConfigurationException.class)
                .hasStackTraceContaining("ticketbridge.audit.uri names the endpoint no-such-component:x");
    }

    @Test
    void writesToACamelFileEndpoint() throws Exception {
        String uri = "file:" + data + "/copy?fileName=all.ndjson&fileExist=Append&appendChars=\\n";
        backlog("file:" + data + "/copy").pending.addAll(Events.range(1, 3));

        start(uri);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(data.resolve("copy/all.ndjson")).isRegularFile());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Files.readAllLines(data.resolve("copy/all.ndjson")))
                .hasSize(3));
    }

    @Test
    void relaysToTheFilesWhatHappenedWhileCamelStopped() {
        AuditSinks sinks = start("file");
        main.stop();
        backlog("file").pending.addAll(Events.range(1, 2));

        sinks.close();

        assertThat(backlog("file").pending).isEmpty();
    }

    @Test
    void refusesTwoSinksOfOneName() {
        assertThatThrownBy(
                        () -> new AuditSinks(settings("direct:a?x=1,direct:a?x=2"), this::backlog, Clock.systemUTC()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ticketbridge.audit.uri")
                .hasMessageContaining("direct:a");
    }

    @Test
    void aSinksNameHoldsNoCredentials() {
        assertThat(SinkName.of("ftp://me:s3cret@host/audit?password=s3cret")).doesNotContain("s3cret");
        assertThat(SinkName.of("kafka:audit?brokers=b1:9092&saslJaasConfig=RAW(x)"))
                .isEqualTo("kafka:audit");
    }

    private AuditSinks start(String uris) {
        AuditSinks sinks = new AuditSinks(settings(uris), this::backlog, Clock.systemUTC());
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withRoutesIncludePattern("file:routes/audit.camel.yaml")
                .withJmxEnabled(false);
        main.configure().addRoutesBuilder(new Siem());
        sinks.bind(main);
        main.start();
        return sinks;
    }

    private Settings settings(String uris) {
        return ConfigurationLoader.load(ConfigurationSources.of("data.dir=" + data, "audit.uri=" + uris))
                .settings();
    }

    private MemoryBacklog backlog(String sink) {
        return backlogs.computeIfAbsent(sink, any -> new MemoryBacklog());
    }

    private final class Siem extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:siem").process(this::take);
        }

        private void take(Exchange exchange) {
            if (exchange.getMessage().getHeader("number", Long.class) >= refuseFrom) {
                throw new IllegalStateException("full");
            }
            lines.add(exchange.getMessage().getBody(String.class));
            headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        }
    }
}
