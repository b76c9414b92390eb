package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of other help desks, through the real file door, to an upstream that counts. */
class ColumnsFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static RunningBridge bridge;
    private static Path inbox;

    @BeforeAll
    static void start() {
        bridge = new RunningBridge(folder, Clock.systemUTC(), "inbox.settle=200ms").start();
        inbox = folder.resolve("data/inbox");
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void createsTheTicketsOfAnExportWhoseColumnsHaveOtherNames() throws IOException {
        drop("eksport.csv.columns.yaml", """
                rename: {Emne: subject, E-post: creator_email, Kundenavn: creator_name}
                join: {message: {from: [Beskrivelse, Notater], with: "\\n--\\n"}}
                set: {application_id: "42", source_name: Gammel kundeservice}
                ignore: [Opprettet, Status, ""]
                key: [Saksnr]
                """);
        drop("eksport.csv", """
                Saksnr;Emne;Beskrivelse;Notater;Kundenavn;E-post;Opprettet;Status;;Status
                1001;Faktura, for mai;"Hei,
                KID mangler; hvorfor?";Ringt tilbake;Åse Øye;ase@example.com;2019-05-02;Lukket;x;y
                1002;Levering;Hvor er den?;;Ida Nordmann;ida@example.com;2019-05-03;Åpen;;
                """.getBytes(Charset.forName("windows-1252")));

        JsonNode summary = awaitDone("eksport.csv");

        assertThat(summary.path("delivered").asLong()).isEqualTo(2);
        JsonNode first = created("Faktura, for mai").get(0);
        assertThat(first.path("message").asText()).isEqualTo("Hei,\nKID mangler; hvorfor?\n--\nRingt tilbake");
        assertThat(first.path("creator").path("email").asText()).isEqualTo("ase@example.com");
        assertThat(first.path("creator").path("name").asText()).isEqualTo("Åse Øye");
        assertThat(first.path("sourceName").asText()).isEqualTo("Gammel kundeservice");
        assertThat(created("Levering").get(0).path("message").asText()).isEqualTo("Hvor er den?");
        assertThat(names("done")).contains("eksport.csv", "eksport.csv.columns.yaml");
        assertThat(names("taken")).noneMatch(name -> name.startsWith("eksport"));
        assertThat(inbox.resolve("eksport.csv.columns.yaml")).doesNotExist();
    }

    @Test
    void createsNoTicketAgainForARowOfALaterExportWithTheSameKey() throws IOException {
        String columns = "rename: {Title: subject, Body: message}\nset: {application_id: \"42\"}\nkey: [Desk, No]\n"
                + "unknown-columns: ignore\n";
        drop("monday.csv.columns.yaml", columns);
        drop(
                "monday.csv",
                "Desk,No,Title,Body,Exported\noslo,1,monday one,a,mon\noslo,2,monday two,b,mon\n,3,no desk,c,mon\n");
        JsonNode monday = awaitDone("monday.csv");
        drop("tuesday.csv.columns.yaml", columns);
        drop(
                "tuesday.csv",
                "Title,Body,Desk,No,Exported\ntuesday three,d,oslo,3,tue\nmonday two,b,oslo,2,tue\nmonday one,a,bergen,1,tue\n");
        JsonNode tuesday = awaitDone("tuesday.csv");

        assertThat(monday.path("delivered").asLong()).isEqualTo(2);
        assertThat(monday.path("rejected").asLong()).isEqualTo(1);
        assertThat(Files.readString(inbox.resolve("done/monday.csv.report.csv")))
                .contains("The key column \"\"Desk\"\" is empty.");
        assertThat(tuesday.path("delivered").asLong()).isEqualTo(2);
        assertThat(tuesday.path("duplicate").asLong()).isEqualTo(1);
        assertThat(created("monday two")).hasSize(1);
        assertThat(created("monday one")).hasSize(2); // two desks
        assertThat(created("tuesday three")).hasSize(1);
    }

    @Test
    void createsTheTicketsOfObjectsWhoseNamesAreOthers() throws IOException {
        drop(
                "desk.ndjson.columns.yaml",
                "rename: {title: subject, labels: tags, id: external_id}\n"
                        + "join: {message: {from: [description, number]}}\n"
                        + "set: {application_id: \"42\"}\nignore: [status]\n");
        drop(
                "desk.ndjson",
                "{\"id\":7,\"title\":\"objects\",\"description\":\"D\",\"number\":3,\"labels\":[\"a\",\"b;c\"],\"status\":1}\n"
                        + "{\"id\":8,\"title\":\"objects too\",\"description\":\"E\"}\n"
                        + "{\"id\":9,\"description\":{\"html\":\"no text\"},\"title\":\"objects not\"}\n");

        JsonNode summary = awaitDone("desk.ndjson");

        assertThat(summary.path("delivered").asLong()).isEqualTo(2);
        JsonNode first = created("objects").get(0);
        assertThat(first.path("message").asText()).isEqualTo("D\n\n3");
        assertThat(first.path("tags")).extracting(JsonNode::asText).contains("a", "b;c");
        assertThat(created("objects too").get(0).path("message").asText()).isEqualTo("E");
        assertThat(Files.readString(inbox.resolve("done/desk.ndjson.report.csv")))
                .contains("\"\"description\"\" must be text");
    }

    @Test
    void takesCorrectedRowsByTheColumnsOfTheirBatch() throws IOException {
        drop(
                "old.csv.columns.yaml",
                "rename: {Titel: subject, Text: message}\nset: {application_id: \"42\"}\nignore: [Alt]\nkey: [No]\n");
        drop("old.csv", "No,Titel,Text,Alt\n1,corrected one,=1+1,x\n2,,+47 22,x\n3,,a,x\n");
        awaitDone("old.csv");
        List<String> rejects = Files.readAllLines(inbox.resolve("done/old.csv.rejects.csv"));
        assertThat(rejects.get(0)).startsWith("No,Titel,Text,Alt,ticketbridge_escaped,ticketbridge_key,");

        drop(
                "fixed.csv",
                rejects.get(0) + "\n" + rejects.get(1).replace("2,,", "2,corrected two,") + "\n" + rejects.get(2)
                        + "\n");
        JsonNode summary = awaitDone("fixed.csv");

        assertThat(summary.path("delivered").asLong()).isEqualTo(1);
        assertThat(summary.path("rejected").asLong()).isEqualTo(1);
        assertThat(created("corrected two").get(0).path("message").asText()).isEqualTo("+47 22");
        List<String> again = Files.readAllLines(inbox.resolve("done/fixed.csv.rejects.csv"));
        drop("fixed again.csv", again.get(0) + "\n" + again.get(1).replace("3,,", "3,corrected three,") + "\n");
        assertThat(awaitDone("fixed again.csv").path("delivered").asLong()).isEqualTo(1);
        assertThat(created("corrected one")).hasSize(1);
        assertThat(created("corrected three")).hasSize(1);
    }

    @Test
    void takesCorrectedObjectsByTheColumnsOfTheirBatch() throws IOException {
        drop(
                "obj.json.columns.yaml",
                "rename: {title: subject, body: message, labels: tags}\nset: {application_id: \"42\"}\n");
        drop(
                "obj.json",
                "[{\"title\":\"object ok\",\"body\":\"b\",\"labels\":[\"x\"]},"
                        + "{\"title\":\"\",\"body\":\"was bad\",\"labels\":[\"x\",\"y\"],\"colour\":\"red\",\"isHtml\":false}]");
        awaitDone("obj.json");
        String rejects = Files.readString(inbox.resolve("done/obj.json.rejects.csv"));
        assertThat(rejects).doesNotContain("colour");

        drop("obj fixed.csv", rejects.replace("false,,", "false,object corrected,"));
        Path fixed = inbox.resolve("done/obj fixed.csv");
        JsonNode summary = awaitDone("obj fixed.csv");

        assertThat(summary.path("delivered").asLong())
                .describedAs(Files.readString(fixed) + Files.readString(inbox.resolve("done/obj fixed.csv.report.csv")))
                .isEqualTo(1);
        assertThat(created("object corrected").get(0).path("tags"))
                .extracting(JsonNode::asText)
                .contains("x", "y");
    }

    @Test
    void letsAColumnsFileWaitAndKeepsItWithItsFileUnderAnotherName() throws IOException {
        String columns = "rename: {T: subject}\nset: {application_id: \"42\"}\n";
        drop("twin.csv.columns.yaml", columns);
        drop("twin.csv", "T,message\ntwin one,a\n");
        awaitDone("twin.csv");
        drop("twin.csv.columns.yaml", columns + "ignore: [More]\n");
        drop("other.csv", "application_id,subject,message\n42,other,a\n");
        awaitDone("other.csv"); // the folder was looked at meanwhile
        assertThat(inbox.resolve("twin.csv.columns.yaml")).exists();
        drop("twin.csv", "T,message,More\ntwin two,a,b\n");

        assertThat(awaitDone("twin-2.csv").path("delivered").asLong()).isEqualTo(1);
        assertThat(names("done")).contains("twin.csv.columns.yaml", "twin-2.csv.columns.yaml");
        assertThat(inbox.resolve("done/twin.csv.columns.yaml")).hasContent(columns);
        assertThat(inbox.resolve("twin.csv.columns.yaml")).doesNotExist();
        assertThat(names("taken")).noneMatch(name -> name.startsWith("twin"));
    }

    @Test
    void setsAFileWithAWrongColumnsFileAsideAndCreatesNothing() throws IOException {
        drop("wrong.csv.columns.yaml", "rename: {Title: subjet}\n");
        drop("wrong.csv", "Title,message,application_id\nnever made,b,42\n");

        JsonNode summary = await("failed", "wrong.csv");

        assertThat(summary.toString())
                .contains(
                        "wrong.csv.columns.yaml: \\\"rename.Title\\\": \\\"subjet\\\" is no field of a support ticket.");
        assertThat(names("failed")).contains("wrong.csv", "wrong.csv.columns.yaml");
        assertThat(created("never made")).isEmpty();
    }

    private static void drop(String name, String content) throws IOException {
        drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void drop(String name, byte[] content) throws IOException {
        Path hidden = Files.write(inbox.resolve("." + name), content);
        Files.move(hidden, inbox.resolve(name));
    }

    private static JsonNode awaitDone(String name) throws IOException {
        return await("done", name);
    }

    private static JsonNode await(String where, String name) throws IOException {
        Path file = inbox.resolve(where).resolve(name);
        Awaitility.await(name + " in " + where)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(file));
        return JSON.readTree(file.resolveSibling(name + ".summary.json").toFile());
    }

    private static List<JsonNode> created(String subject) {
        return bridge.created(subject).stream()
                .map(ticket -> {
                    try {
                        return JSON.readTree(ticket.body());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static List<String> names(String where) throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(where))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
