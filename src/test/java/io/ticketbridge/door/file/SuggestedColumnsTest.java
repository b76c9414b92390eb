package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestedColumnsTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "Zendesk!Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,"
                        + "Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,"
                        + "Assigned at,Organization,Due date,Solved at,Satisfaction Score,Reopens,Replies"
                        + "!Id=external_id Requester=creator_name Requester email=creator_email Subject=subject"
                        + "!application_id message",
                "Freshdesk!Ticket Id,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,"
                        + "Closed time,Last update time,Initial response time,Time tracked,Tags,Survey results,Product,"
                        + "Full name,Title,Email,Work phone,Mobile phone,Twitter ID,Time zone,Language,Contact ID,Description"
                        + "!Ticket Id=external_id Subject=subject Full name=creator_name Email=creator_email"
                        + " Work phone=creator_phone Description=message!application_id",
                "Jira!Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,"
                        + "Reporter,Creator,Created,Updated,Last Viewed,Resolved,Labels,Labels,Description,Environment,"
                        + "Custom field (Request Type),Comment,Comment"
                        + "!Summary=subject Issue key=external_id Reporter=creator_name Description=message!application_id",
                "HubSpot!Ticket ID,Ticket name,Ticket description,Pipeline,Ticket status,Priority,Source,Ticket owner,"
                        + "Create date,Close date,Associated Contact,Associated Contact IDs"
                        + "!Ticket ID=external_id Ticket name=subject Ticket description=message!application_id",
                "Intercom!message_id,message_body,message_type,message_created_at,message_author_type,message_author_name,"
                        + "message_author_email,conversation_tags,conversation_id,conversation_state,app_id"
                        + "!message_body=message message_author_name=creator_name message_author_email=creator_email"
                        + " conversation_id=external_id app_id=application_id!subject",
                "Norwegian!Saksnr;Emne;Beskrivelse;Kundenavn;E-post;Telefon;Saksbehandler;Prioritet;Opprettet;Sist endret"
                        + "!Saksnr=external_id Emne=subject Beskrivelse=message Kundenavn=creator_name"
                        + " E-post=creator_email Telefon=creator_phone!application_id",
                "Swedish!Ärendenummer;Ämne;Beskrivning;Namn;E-postadress;Handläggare;Skapad"
                        + "!Ärendenummer=external_id Ämne=subject Beskrivning=message Namn=creator_name"
                        + " E-postadress=creator_email!application_id",
                "Danish!Sagsnummer;Emne;Besked;Navn;E-mail;Sagsbehandler;Oprettet"
                        + "!Sagsnummer=external_id Emne=subject Besked=message Navn=creator_name E-mail=creator_email"
                        + "!application_id",
                "German!Ticketnummer;Betreff;Beschreibung;Kundenname;E-Mail-Adresse;Bearbeiter;Erstellt am;Priorität"
                        + "!Ticketnummer=external_id Betreff=subject Beschreibung=message Kundenname=creator_name"
                        + " E-Mail-Adresse=creator_email!application_id",
                "ours!application_id,subject,message,custom_field_7,Region!!''",
            })
    void findsTheFieldsOfAnExport(String desk, String header, String renamed, String missing) throws IOException {
        String separator = header.contains(";") ? ";" : ",";
        Path file = write("export.csv", header + "\n" + header.replaceAll("[^,;]+", "1") + "\n");

        SuggestedColumns suggestion = SuggestedColumns.of(file);

        Columns columns = Columns.parse(suggestion.yaml(), "suggested");
        assertThat(columns.rename()).isEqualTo(pairs(renamed));
        assertThat(suggestion.missing()).isEqualTo(words(missing));
        assertThat(columns.ignore()).allMatch(Arrays.asList(header.split(separator))::contains);
        try (OpenRows rows = OpenRows.of(BatchFile.identify(file), columns)) {
            FileRow row = rows.next().orElseThrow();
            assertThat(row.flaw()).isEmpty();
            assertThat(TicketCheck.unknownFields(row.fields())).isEmpty();
        }
    }

    @Test
    void saysWhyAColumnIsIgnored() throws IOException {
        Path file = write("a.csv", "subject,Created at,Summary,Tags,Colour,Comment,Comment,,message\n");

        assertThat(SuggestedColumns.of(file).yaml())
                .contains("# By their own names, which should mean the same here: subject, message\n")
                .contains("  # the API cannot set a creation date\n  - \"Created at\"\n")
                .contains("  # not needed: subject is made of \"subject\"\n  - \"Summary\"\n")
                .contains("  # where its values are split at ; rename it to tags\n  - \"Tags\"\n")
                .contains("  # no field of a support ticket; for a custom field, rename it to custom_field_<id>\n"
                        + "  - \"Colour\"\n")
                .contains("  # there more than once; to use one, give it a name of its own in the header\n"
                        + "  - \"Comment\"\n")
                .contains("  # columns without a name\n  - \"\"\n")
                .contains("# set:\n#   application_id: \"\"\n");
    }

    @Test
    void readsTheNamesOfObjects() throws IOException {
        Path file = write(
                "a.ndjson",
                "{\"id\":7,\"subject\":\"S\",\"description\":\"<p>D</p>\",\"description_text\":\"D\",\"email\":null,"
                        + "\"labels\":[\"a\",\"b\"],\"attachments\":[{\"attachment_url\":\"https://e.no/a\"}],"
                        + "\"application_id\":42,\"source\":{\"type\":\"email\"},\"created_at\":\"2020\"}\n"
                        + "{\"email\":\"ida@example.com\",\"custom_fields\":{}}\n");

        SuggestedColumns suggestion = SuggestedColumns.of(file);

        Columns columns = Columns.parse(suggestion.yaml(), "suggested");
        assertThat(suggestion.missing()).isEmpty();
        assertThat(columns.rename())
                .isEqualTo(Map.of(
                        "id", "external_id",
                        "description_text", "message",
                        "email", "creator_email",
                        "labels", "tags"));
        try (OpenRows rows = OpenRows.of(BatchFile.identify(file), columns)) {
            assertThat(TicketCheck.check(rows.next().orElseThrow().fields()))
                    .isInstanceOfSatisfying(TicketCheck.Result.Valid.class, valid -> {
                        assertThat(valid.ticket().message()).isEqualTo("D");
                        assertThat(valid.ticket().tags()).containsExactly("a", "b");
                        assertThat(valid.ignoredFields()).isEmpty();
                    });
        }
    }

    @Test
    void neverOverwrites() throws IOException {
        Path file = write("a.csv", "subject,Body\n");
        SuggestedColumns suggestion = SuggestedColumns.of(file);
        Path written = suggestion.write();

        assertThat(written).isEqualTo(folder.resolve("a.csv.columns.yaml")).hasContent(suggestion.yaml());
        assertThat(ColumnsSidecar.read(file)).isEqualTo(Optional.of(Columns.parse(suggestion.yaml(), "")));
        assertThatThrownBy(suggestion::write).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Property(tries = 200)
    void alwaysSuggestsWhatCanBeReadAndFitsTheHeader(@ForAll @Size(min = 1, max = 12) List<@NotBlank String> names)
            throws IOException {
        String header = names.stream()
                .map(name -> "\"" + name.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
        Path file = Files.createTempFile("header", ".csv");
        try {
            Files.writeString(file, new String(header.getBytes("UTF-8"), "UTF-8") + "\n");
            Columns columns = Columns.parse(SuggestedColumns.of(file).yaml(), "suggested");
            OpenRows.of(BatchFile.identify(file), columns).close();
        } catch (UnusableFileException e) {
            assertThat(e.reason().code()).isIn("OwnReport", "UnknownEncoding", "BadHeader", "NotText");
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, String> pairs(String text) {
        return Optional.ofNullable(text).stream()
                .flatMap(pairs -> Arrays.stream(pairs.split("(?<==[a-z_]{1,20}) ")))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static List<String> words(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
