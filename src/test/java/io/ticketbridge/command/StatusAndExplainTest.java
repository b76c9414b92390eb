package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.UnknownTicket;
import io.ticketbridge.ledger.Upstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusAndExplainTest {

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void withoutALedgerEveryCountIsZeroAndNothingIsMade() throws Exception {
        Console console = Console.runIn(folder, "status", "--json");

        assertThat(console.exitCode()).isZero();
        JsonNode status = json.readTree(console.out());
        assertThat(status.path("states").toString())
                .isEqualTo("{\"accepted\":0,\"sending\":0,\"delivered\":0,\"rejected\":0,\"waiting\":0,\"unknown\":0,"
                        + "\"dead\":0}");
        assertThat(status.path("doors").fieldNames()).toIterable().containsExactly("rest", "file", "queue");
        assertThat(status.path("doors").path("queue")).isEqualTo(status.path("states"));
        assertThat(status.path("parked").intValue()).isZero();
        assertThat(status.path("halted").isEmpty()).isTrue();
        assertThat(status.path("oldestWaitingSeconds").isNull()).isTrue();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void countsByDoorAndNamesWhatIsHalted() throws Exception {
        fill();

        JsonNode status =
                json.readTree(Console.runIn(folder, "status", "--json").out());

        assertThat(status.at("/states/accepted").intValue()).isEqualTo(1);
        assertThat(status.at("/states/rejected").intValue()).isEqualTo(1);
        assertThat(status.at("/doors/rest/accepted").intValue()).isEqualTo(1);
        assertThat(status.at("/doors/mail/rejected").intValue()).isEqualTo(1);
        assertThat(status.at("/halted/0/scope").textValue()).isEqualTo("live");
        assertThat(status.at("/halted/0/reason").textValue()).isEqualTo("Renew the refresh token.");
        assertThat(status.path("oldestWaitingSeconds").isNumber()).isTrue();
        assertThat(Console.runIn(folder, "status").out())
                .contains("mail ")
                .contains("live is halted since")
                .contains("Renew the refresh token.");
    }

    @Test
    void showsTheSandboxesTicketsApartWhereThereAreLiveOnesToo() throws Exception {
        fill();
        assertThat(Console.runIn(folder, "status").out()).startsWith("door ").doesNotContain("upstream live");
        assertThat(json.readTree(Console.runIn(folder, "status", "--json").out())
                        .has("upstreams"))
                .isFalse();
        inLedger(ledger -> ledger.intake()
                .accept(List.of(submission("rest", Upstream.SANDBOX, "order-1", Optional.empty())), Optional.empty()));

        String out = Console.runIn(folder, "status").out();
        assertThat(out).containsPattern("(?s)^upstream live\ndoor .*\nmail .*\n\nupstream sandbox\ndoor .*\nall ");
        assertThat(out.substring(out.indexOf("upstream sandbox"))).doesNotContain("mail ");
        JsonNode status =
                json.readTree(Console.runIn(folder, "status", "--json").out());
        assertThat(status.at("/states/accepted").intValue()).isEqualTo(2);
        assertThat(status.at("/upstreams/live/states/accepted").intValue()).isEqualTo(1);
        assertThat(status.at("/upstreams/live/doors/mail/rejected").intValue()).isEqualTo(1);
        assertThat(status.at("/upstreams/sandbox/states/accepted").intValue()).isEqualTo(1);
        assertThat(status.at("/upstreams/sandbox/states/rejected").intValue()).isZero();
        assertThat(status.at("/upstreams/sandbox/oldestWaitingSeconds").isNumber())
                .isTrue();
    }

    @Test
    void explainsOneTicketByAnyOfItsNamesWithoutPersonalData() {
        fill();

        Console byExternalId = Console.runIn(folder, "explain", "order-1");

        assertThat(byExternalId.exitCode()).isZero();
        assertThat(byExternalId.out())
                .startsWith("ticket ")
                .contains("accepted")
                .contains("door rest")
                .contains("external order-1")
                .contains("hash c0ffee")
                .doesNotContain("Kari");
        String key = byExternalId
                .out()
                .substring("ticket ".length(), byExternalId.out().indexOf('\n'));
        assertThat(Console.runIn(folder, "explain", key.strip()).out()).isEqualTo(byExternalId.out());
        assertThat(Console.runIn(folder, "explain", key.strip(), "--show-content")
                        .out())
                .contains("Kari");
    }

    @Test
    void explainOfAnUnknownNameExits1() {
        fill();

        Console console = Console.runIn(folder, "explain", "no\u001Bbody");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains("by the name no\\u001Bbody").hasLineCount(1);
    }

    @Test
    void explainSaysWhatHoldsATicketBackThatIsNotAtRest() {
        fill();

        assertThat(Console.runIn(folder, "explain", "order-1").out())
                .containsPattern("held back +live is halted since 2026-11-21T20:00:00Z: Renew the refresh token\\.");
        assertThat(Console.runIn(folder, "explain", "order-2").out()).doesNotContain("held back");
    }

    @Test
    void statusAndExplainSayThatTheListCannotBeReadWhileATicketIsLookedForInIt() throws Exception {
        fill();
        inLedger(ledger -> ledger.gates()
                .set(new Gates.Gate(
                        Gates.listOf(Upstream.LIVE),
                        "halted",
                        Optional.of(Instant.parse("2026-11-21T20:10:00Z")),
                        new Reason("ListUnreadable", "status 403. Let the credentials read tickets."),
                        Instant.parse("2026-11-21T20:00:00Z"))));

        assertThat(Console.runIn(folder, "status").out()).as("nobody needs it").doesNotContain("ticket list");

        inLedger(ledger -> UnknownTicket.in(ledger, submission("rest", "order-3", Optional.empty())));
        String sentence = "live ticket list cannot be read since 2026-11-21T20:00:00Z, next look 2026-11-21T20:10:00Z:"
                + " status 403. Let the credentials read tickets.";
        assertThat(Console.runIn(folder, "status").out()).contains(sentence);
        assertThat(Console.runIn(folder, "explain", "order-3").out()).contains(sentence);
        assertThat(Console.runIn(folder, "explain", "order-1").out()).doesNotContain("ticket list");
        JsonNode status =
                json.readTree(Console.runIn(folder, "status", "--json").out());
        assertThat(status.at("/unreadableLists/0/scope").textValue()).isEqualTo("live ticket list");
        assertThat(status.path("halted").findValuesAsText("scope")).containsExactly("live");
        assertThat(status.path("throttled")).isEmpty();
    }

    @Test
    void explainSaysOfWhichAttemptItsProbesAre() {
        inLedger(ledger -> {
            String key = UnknownTicket.in(ledger, submission("rest", "order-3", Optional.empty()));
            ledger.deliveries()
                    .probedWithoutTrace(
                            ledger.inspection().find(key).orElseThrow(),
                            ledger.clock().instant());
        });

        assertThat(Console.runIn(folder, "explain", "order-3").out())
                .containsPattern("attempts +1, charged 1; probes since the last one 1\n");
    }

    @Test
    void listsTicketsForPeopleAndForPrograms() throws Exception {
        fill();

        Console rejected = Console.runIn(folder, "tickets", "--state", "rejected");
        assertThat(rejected.exitCode()).isZero();
        assertThat(rejected.out())
                .hasLineCount(2)
                .containsPattern("^key +door +upstream +application +state +ticket +since +why")
                .containsPattern("[0-9a-z]{26} +mail +live +42 +rejected +- +\\S+Z +MissingParameter");

        JsonNode all = json.readTree(Console.runIn(folder, "tickets", "--json").out());
        assertThat(all).hasSize(2);
        JsonNode accepted = all.findParents("door").stream()
                .filter(ticket -> ticket.path("door").textValue().equals("rest"))
                .findFirst()
                .orElseThrow();
        assertThat(accepted.path("state").textValue()).isEqualTo("accepted");
        assertThat(accepted.path("possibleDouble").booleanValue()).isFalse();
        assertThat(accepted.path("ticketId").isNull()).isTrue();
        assertThat(accepted.path("key").textValue()).hasSize(26);
    }

    @Test
    void aListThatIsCutShortSaysSo() throws Exception {
        fill();

        Console console = Console.runIn(folder, "tickets", "--limit", "1", "--json");

        assertThat(json.readTree(console.out())).hasSize(1);
        assertThat(console.err()).isEqualTo("ticketbridge: there are more than these 1: --limit N shows more.\n");
    }

    @Test
    void aBatchThatIsNotThereIsSaidAndExits1() {
        fill();

        for (String command : List.of("tickets", "replay")) {
            Console console = Console.runIn(folder, command, "--batch", "nowhere.csv");

            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(console.out()).isEmpty();
            assertThat(console.err()).isEqualTo("ticketbridge: there is no batch nowhere.csv: see batch list.\n");
        }
    }

    @Test
    void withoutALedgerNoTicketIsListedAndNothingIsMade() {
        assertThat(Console.runIn(folder, "tickets", "--parked").out()).isEqualTo("no such ticket\n");
        assertThat(Console.runIn(folder, "tickets", "--json").out()).isEqualTo("[]\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void inLedger(Consumer<Ledger> action) {
        Path data = folder.resolve("data");
        Ledger.Location location = new Ledger.Location(
                "jdbc:sqlite:" + data.resolve("ledger.db"), Optional.empty(), Optional.empty(), data);
        try (Ledger ledger = Ledger.open(location, Clock.systemUTC())) {
            action.accept(ledger);
        }
    }

    private void fill() {
        inLedger(ledger -> {
            ledger.intake()
                    .accept(
                            List.of(
                                    submission("rest", "order-1", Optional.empty()),
                                    submission("mail", "order-2", Optional.of(new Reason("MissingParameter", "x.")))),
                            Optional.empty());
            ledger.gates()
                    .set(new Gates.Gate(
                            "live",
                            "halted",
                            Optional.empty(),
                            new Reason("InvalidGrant", "Renew the refresh token."),
                            Instant.parse("2026-11-21T20:00:00Z")));
        });
    }

    private static Submission submission(String door, String externalId, Optional<Reason> rejection) {
        return submission(door, Upstream.LIVE, externalId, rejection);
    }

    private static Submission submission(
            String door, Upstream upstream, String externalId, Optional<Reason> rejection) {
        return new Submission(
                door,
                upstream,
                "42",
                Optional.of("web"),
                rejection.isPresent() ? List.of() : List.of(new Identity(Identity.Kind.EXTERNAL, externalId)),
                "{\"creator_name\":\"Kari\"}".getBytes(StandardCharsets.UTF_8),
                "c0ffee",
                Optional.empty(),
                rejection,
                Optional.empty(),
                Optional.empty());
    }
}
