package io.ticketbridge.fault;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.audit.AuditVerifier;
import io.ticketbridge.audit.LedgerEvents;
import io.ticketbridge.audit.Verdict;
import io.ticketbridge.ledger.Inspection.Counts;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the callers were told, what the ledger holds, what the upstream created, and what the audit says. To be
 * used while no bridge runs. Reads the ledger's tables itself, so that it does not believe the code it checks.
 */
final class Conservation {

    private static final Logger LOG = LoggerFactory.getLogger(Conservation.class);

    private final BridgeHome home;
    private final Taken taken;
    private final Sandbox upstream;
    private final JsonMapper json = new JsonMapper();
    private final SoftAssertions promises = new SoftAssertions();

    Conservation(BridgeHome home, Taken taken, Sandbox upstream) {
        this.home = home;
        this.taken = taken;
        this.upstream = upstream;
    }

    private record Kept(String key, String subject, String state, OptionalLong ticketId, boolean possibleDouble) {}

    /** Fails with everything that was lost, doubled or made up. */
    void check() throws IOException, SQLException {
        Map<String, List<Kept>> ledger = ledger();
        Map<String, List<Long>> created = created();
        everyTicketIsKeptOnce(ledger);
        everyDeliveryIsOneUpstreamTicket(ledger, created);
        everyAnswerIsTrue(ledger);
        everyFileIsAccountedFor();
        try (Ledger opened = Ledger.open(home.ledger(), Clock.systemUTC())) {
            statesSumUp(ledger, opened.inspection().counts());
            auditIsWhole(ledger, opened);
        }
        promises.assertAll();
        LOG.info(
                "{} tickets, all at rest: {} created upstream, {} marked as possible doubles",
                ledger.values().stream().mapToInt(List::size).sum(),
                upstream.ticketCount(),
                ledger.values().stream()
                        .flatMap(List::stream)
                        .filter(Kept::possibleDouble)
                        .count());
    }

    private void everyTicketIsKeptOnce(Map<String, List<Kept>> ledger) {
        for (String subject : taken.subjects()) {
            promises.assertThat(ledger.getOrDefault(subject, List.of()))
                    .as("intents of %s, which a door has taken", subject)
                    .hasSize(1);
        }
        ledger.forEach((subject, intents) -> promises.assertThat(intents)
                .as("intents of %s", subject)
                .hasSize(1)
                .allMatch(kept -> kept.state().equals("delivered"), "is delivered")
                .allMatch(kept -> taken.subjects().contains(subject) || taken.isDoubtful(subject), "was ever offered"));
    }

    private void everyDeliveryIsOneUpstreamTicket(Map<String, List<Kept>> ledger, Map<String, List<Long>> created) {
        ledger.values().stream().flatMap(List::stream).forEach(kept -> {
            List<Long> tickets = created.getOrDefault(kept.subject(), List.of());
            promises.assertThat(tickets)
                    .as("upstream tickets of %s", kept)
                    .contains(kept.ticketId().orElse(-1));
            if (!kept.possibleDouble()) {
                promises.assertThat(tickets).as("upstream tickets of %s", kept).hasSize(1);
            }
        });
        promises.assertThat(ledger.keySet())
                .as("subjects of the upstream's tickets")
                .containsAll(created.keySet());
    }

    private void everyAnswerIsTrue(Map<String, List<Kept>> ledger) {
        taken.answers().forEach((key, answer) -> {
            List<Kept> intents = ledger.getOrDefault(answer.subject(), List.of());
            promises.assertThat(intents)
                    .as("the intent that %s was told of", answer)
                    .anyMatch(kept -> kept.key().equals(key)
                            && (answer.ticketId().isEmpty() || answer.ticketId().equals(kept.ticketId())));
        });
    }

    private void everyFileIsAccountedFor() throws IOException {
        for (Map.Entry<Path, Integer> file : taken.files().entrySet()) {
            Path report = home.inbox().resolve("done").resolve(file.getKey() + ".report.csv");
            promises.assertThat(report).exists();
            if (Files.exists(report)) {
                promises.assertThat(Files.readAllLines(report).stream().skip(1))
                        .as(report.toString())
                        .hasSize(file.getValue())
                        .allMatch(row -> row.contains(",delivered,"), "is delivered");
            }
        }
        try (Stream<Path> left = Files.list(home.inbox().resolve("taken"))) {
            promises.assertThat(left).as("files left in taken/").isEmpty();
        }
    }

    private void statesSumUp(Map<String, List<Kept>> ledger, Counts counts) {
        long sum = counts.byDoor().values().stream()
                .flatMap(states -> states.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        promises.assertThat(sum)
                .as("the seven states of all doors together")
                .isEqualTo(ledger.values().stream().mapToLong(List::size).sum());
    }

    private void auditIsWhole(Map<String, List<Kept>> ledger, Ledger opened) throws IOException {
        Path audit = home.data().resolve("audit");
        promises.assertThat(opened.auditTrail().pending("file", 1))
                .as("events that no audit file tells")
                .isEmpty();
        promises.assertThat(AuditVerifier.verify(
                        audit, opened.auditTrail().chainEnd("file"), new LedgerEvents(opened.auditTrail()::find)))
                .isInstanceOf(Verdict.Whole.class);
        Map<String, Map<String, Integer>> told = auditRecords(audit);
        ledger.values().stream().flatMap(List::stream).forEach(kept -> promises.assertThat(
                        told.getOrDefault(kept.key(), Map.of()))
                .as("audit records of %s", kept)
                .containsEntry("accepted", 1)
                .containsEntry("delivered", 1));
    }

    /** How often each type of record tells of each key. */
    private Map<String, Map<String, Integer>> auditRecords(Path audit) throws IOException {
        Map<String, Map<String, Integer>> told = new HashMap<>();
        try (Stream<Path> files = Files.list(audit)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    var entry = json.readTree(line);
                    told.computeIfAbsent(entry.path("key").asText(), key -> new HashMap<>())
                            .merge(entry.path("type").asText(), 1, Integer::sum);
                }
            }
        }
        return told;
    }

    private Map<String, List<Kept>> ledger() throws SQLException, IOException {
        Map<String, List<Kept>> bySubject = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(home.ledger().url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT i.key, c.body, i.state, i.ticket_id, i.possible_double"
                        + " FROM intent i JOIN content c ON c.key = i.key")) {
            while (row.next()) {
                String subject = json.readTree(row.getBytes(2)).path("subject").asText();
                long id = row.getLong(4);
                Kept kept = new Kept(
                        row.getString(1),
                        subject,
                        row.getString(3),
                        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id),
                        row.getInt(5) == 1);
                bySubject.computeIfAbsent(subject, any -> new ArrayList<>()).add(kept);
            }
        }
        return bySubject;
    }

    private Map<String, List<Long>> created() throws IOException {
        Map<String, List<Long>> byTitle = new HashMap<>();
        for (CreatedTicket ticket : upstream.tickets()) {
            String title = json.readTree(ticket.body()).path("title").asText();
            byTitle.computeIfAbsent(title, any -> new ArrayList<>()).add(ticket.id());
        }
        return byTitle;
    }

    /** Whether every ticket rests, every file is reported on and every event relayed. */
    static boolean isQuiet(Ledger beside, BridgeHome home, Taken taken) {
        boolean open = beside.inspection().counts().byDoor().values().stream()
                .anyMatch(states -> Stream.of(State.ACCEPTED, State.SENDING, State.WAITING, State.UNKNOWN)
                        .anyMatch(state -> states.getOrDefault(state, 0L) > 0));
        boolean reported = taken.files().keySet().stream()
                .allMatch(file -> Files.exists(home.inbox().resolve("done").resolve(file)));
        return !open && reported && beside.auditTrail().pending("file", 1).isEmpty();
    }
}
