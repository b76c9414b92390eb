package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged bridge with secrets and personal data that are easily found again, and then searches for them. */
class CanaryIT {

    private static final String USER = "web";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Canary CONFIGURED = new Canary("configured token", "kanari/Zk3+9Qw=xL0pT7vB2nM5rTgUoP");
    private static final Canary PASSWORD = new Canary("password", "kanari & blåbær 8%Yw+tRq");
    private static final Canary API_KEY = new Canary("API key", "kanarinøkkel/4Hs8+dLm2Xc9Bv");
    private static final Canary WRONG_PASSWORD = new Canary("wrong password", "kanarifeil/5Tg8+nJk3Zs7Wq");

    private static final Canary NAME = new Canary("name", "Kari Kanarifugl Qx81");
    private static final Canary EMAIL = new Canary("e-mail address", "kanarifugl-7xq@canary.example.org");
    private static final Canary PHONE = new Canary("phone number", "+47 917 55 083");
    private static final Canary SUBJECT = new Canary("subject", "Kanariemne Tz4");
    private static final Canary MESSAGE = new Canary("message", "Kanarimelding: æøå Vm6");

    private static final String QUOTING = "Neither " + EMAIL.value() + " nor " + PHONE.value() + " is known";

    /** All that is searched, and the working directory of each process. */
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Sandbox upstream;
    private Leftovers leftovers;
    private CanaryBridge bridge;

    @BeforeEach
    void open() throws IOException {
        upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults().rotating());
        leftovers = new Leftovers(folder);
        bridge = new CanaryBridge(folder, upstream.uri(), CONFIGURED.value());
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "tokens revoked and rotated, logins refused, tickets wrong, refused, lost and unreadable, all with"
                    + " canaries in them, the log at DEBUG",
            promise = "no file, log, metric, error or command shows a secret, and none but the ledger, the broker and"
                    + " the inbox keeps a personal datum")
    void leavesNoSecretAndNoPersonalDatumWhereItDoesNotBelong() throws Exception {
        Path input = Files.writeString(elsewhere.resolve("input"), PASSWORD.value() + "\n" + API_KEY.value() + "\n");
        String account = "account add " + USER + " --api-key-stdin";
        bridge.ends(0, input, account, "--name", NAME.value(), "--email", EMAIL.value(), "--phone", PHONE.value());

        try (BridgeProcess running = bridge.start("run")) {
            CanaryCallers callers = new CanaryCallers(running.awaitReady(), leftovers);
            List<String> keys = callAtRest(callers, running);
            dropFiles(running);
            callers.enqueue(
                    "{\"application_id\":\"42\"," + ticket("queued") + "}", "{\"application_id\":" + SUBJECT.value());
            callers.awaitDeadLetter();
            running.await("the ticket of the queue", 20, () -> created("queued"));

            halt(callers, running);

            for (String key : keys) {
                bridge.ends(0, "explain " + key);
            }
            bridge.ends(0, "status");
            bridge.ends(0, "status --json");
            bridge.ends(0, "check");
            bridge.ends(2, "run");
            assertThat(callers.get(bridge.management().resolve("/observe/metrics"))
                            .statusCode())
                    .isEqualTo(200);

            running.terminate();
            assertThat(running.awaitExit(Duration.ofSeconds(45)))
                    .as(running.log())
                    .isZero();
        }
        bridge.ends(0, "audit verify");

        CanarySearch search = new CanarySearch(
                List.of(PASSWORD, API_KEY, WRONG_PASSWORD), List.of(NAME, EMAIL, PHONE, SUBJECT, MESSAGE));
        search.addTokens(CONFIGURED, upstream, leftovers.keptTokens());
        assertThat(search.misplaced(leftovers.all())).isEmpty();
        assertThat(search.placed(leftovers.all()))
                .as("what is there, and is found")
                .contains("kept token in data/ledger.db", "message in table content")
                .contains("message in data/inbox/done/rows.csv", "e-mail address in accounts.properties");
    }

    @Test
    void findsACanaryInWhateverFormItIs() {
        String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD.value()).getBytes(UTF_8));

        assertThat(Stream.of(
                        "x" + PASSWORD.value(),
                        CanaryCallers.form(Map.of("password", PASSWORD.value())),
                        "Basic " + basic,
                        "kanari & bl\\u00e5b\\u00e6r 8%Yw+tRq",
                        PASSWORD.value() + "x"))
                .allMatch(text -> PASSWORD.isIn(text.getBytes(UTF_8)));
        assertThat(PASSWORD.isIn(("x" + PASSWORD.value()).getBytes(UTF_16LE))).isTrue();
        assertThat(PASSWORD.isIn(API_KEY.value().getBytes(UTF_8))).isFalse();
    }

    /** @return the ticket keys of some that had a life of their own */
    private List<String> callAtRest(CanaryCallers callers, BridgeProcess bridge) throws InterruptedException {
        upstream.inject(Fault.revoke(Endpoint.TICKETS).times(1).matching("revoked"));
        upstream.inject(Fault.status(Endpoint.TICKETS, 503).times(1).matching("unavailable"));
        upstream.inject(Fault.createdThenLost().times(1).matching("lost"));
        upstream.inject(
                Fault.envelopeError(Endpoint.TICKETS, 400, 17, QUOTING).times(1).matching("refused"));

        List<HttpResponse<byte[]>> answers = new ArrayList<>(List.of(
                expect(
                        200,
                        callers.post(USER, PASSWORD.value(), form("plain", "is_html", "true"), "Content-Type", FORM)),
                expect(200, callers.post(USER, API_KEY.value(), form("revoked"), "Content-Type", FORM)),
                expect(200, callers.post(USER, API_KEY.value(), form("unavailable"), "Content-Type", FORM)),
                expect(200, callers.post(USER, API_KEY.value(), form("lost"), "Content-Type", FORM)),
                expect(422, callers.post(USER, API_KEY.value(), form("refused"), "Content-Type", FORM))));
        String json = "{\"application_id\":\"42\"," + ticket("keyed") + "}";
        String[] keyed = {"Content-Type", "application/json", "Idempotency-Key", "order-7"};
        expect(200, callers.post(USER, API_KEY.value(), json, keyed));
        expect(422, callers.post(USER, API_KEY.value(), json.replace("Vm6", "Vm6."), keyed));
        HttpResponse<byte[]> async = expect(
                202,
                callers.post(USER, API_KEY.value(), form("async"), "Content-Type", FORM, "Prefer", "respond-async"));
        String path = async.headers().firstValue("Location").orElseThrow();
        bridge.await("the ticket behind a 202", 20, () -> created("async"));
        expect(200, callers.get(USER, PASSWORD.value(), path));

        assertThat(upstream.faults()).as("faults that did not strike").isEmpty();

        expect(401, callers.post(USER, WRONG_PASSWORD.value(), form("stranger"), "Content-Type", FORM));
        expect(401, callers.post(WRONG_PASSWORD.value(), PASSWORD.value(), form("stranger"), "Content-Type", FORM));
        expect(400, callers.post(USER, PASSWORD.value(), "application_id=42&subject=" + SUBJECT.value()));
        expect(400, callers.post(USER, PASSWORD.value(), form("wrong", "sentiment", MESSAGE.value())));
        expect(400, callers.post(USER, PASSWORD.value(), form("wrong", "cc", EMAIL.value() + " " + NAME.value())));
        expect(400, callers.post(USER, PASSWORD.value(), "{\"subject\":" + SUBJECT.value(), keyed));
        expect(415, callers.post(USER, PASSWORD.value(), MESSAGE.value(), "Content-Type", "text/x-kanari"));
        expect(404, callers.get(USER, PASSWORD.value(), "/api/v2/support_ticket/none.json"));
        return answers.stream()
                .map(answer -> answer.headers().firstValue("Ticketbridge-Key").orElseThrow())
                .toList();
    }

    /** By an answer that quotes a ticket; the health page then tells everybody why. */
    private void halt(CanaryCallers callers, BridgeProcess running) throws InterruptedException {
        upstream.inject(Fault.envelopeError(Endpoint.TICKETS, 400, CanaryBridge.HALT_CODE, QUOTING));
        expect(202, callers.post(USER, API_KEY.value(), form("halting"), "Content-Type", FORM, "Prefer", "wait=0"));
        URI health = bridge.management().resolve("/observe/health");
        running.await("the halt", 100, () -> new String(callers.get(health).body(), UTF_8).contains("is halted"));
    }

    private void dropFiles(BridgeProcess bridge) throws IOException, InterruptedException {
        String row = "42," + SUBJECT.value() + " in a file," + MESSAGE.value() + "," + NAME.value() + ",";
        drop(
                "rows.csv",
                "application_id,subject,message,creator_name,creator_email,creator_phone\n"
                        + row + EMAIL.value() + "," + PHONE.value() + "\n"
                        + row + EMAIL.value() + " or none," + PHONE.value() + "\n"
                        + "42," + SUBJECT.value() + ",,,,\n");
        drop("lines.ndjson", "{\"application_id\":42," + ticket("line") + "}\n{\"subject\":" + SUBJECT.value() + "}\n");
        drop("broken.json", "[{\"application_id\":42,\"subject\":" + SUBJECT.value());
        Path inbox = folder.resolve("data/inbox");
        bridge.await(
                "the files' summaries", 20, () -> Stream.of("done/rows.csv", "done/lines.ndjson", "failed/broken.json")
                        .allMatch(file -> Files.exists(inbox.resolve(file + ".summary.json"))));
    }

    private void drop(String name, String content) throws IOException {
        Path hidden = Files.writeString(folder.resolve("data/inbox/." + name), content);
        Files.move(hidden, hidden.resolveSibling(name));
    }

    private boolean created(String which) {
        return upstream.tickets().stream().anyMatch(ticket -> ticket.json().contains(SUBJECT.value() + " " + which));
    }

    /** Without its application. */
    private static String ticket(String which) {
        return Map.of(
                        "subject", SUBJECT.value() + " " + which,
                        "message", MESSAGE.value(),
                        "creator_name", NAME.value(),
                        "creator_email", EMAIL.value(),
                        "creator_phone", PHONE.value())
                .entrySet()
                .stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }

    private static String form(String which, String... more) {
        Map<String, String> fields = new TreeMap<>(
                Map.of("application_id", "42", "subject", SUBJECT.value() + " " + which, "message", MESSAGE.value()));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return CanaryCallers.form(fields);
    }

    private static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
        return answer;
    }
}
