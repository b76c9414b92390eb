package io.ticketbridge.newsocialcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.SupportTicket.Attachment;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketCheckTest {

    private static final String[] REQUIRED = {"application_id", "42", "subject", "Hei", "message", "Hvor er bilen?"};

    @Test
    void carriesSubjectAndMessageToTheCharacter() {
        String text = " \r\n\tÆøå “quotes” \"'\\ \u0085\u2028\uFFFD\u00A0 e\u0301 😀 ";

        SupportTicket ticket = valid(columns("application_id", "42", "subject", text, "message", text));

        assertThat(ticket.subject()).isEqualTo(text);
        assertThat(ticket.message()).isEqualTo(text);
        assertThat(SupportTicket.fromJson(ticket.toJson())).isEqualTo(ticket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application_id", "subject", "message"})
    void namesTheFirstMissingParameterWhetherAbsentEmptyOrBlank(String missing) {
        for (String value : new String[] {null, "", " \t\r\n"}) {
            ObjectNode json = json("{\"mode\":\"nonsense\"}");
            boolean after = false;
            for (String name : List.of("application_id", "subject", "message")) {
                after |= name.equals(missing);
                json.put(name, after ? value : "x");
            }
            assertThat(error(TicketFields.ofJson(json)))
                    .isEqualTo(
                            new FieldError("MissingParameter", missing, "The " + missing + " parameter is missing."));
        }
    }

    @Test
    void takesAnApplicationIdGivenAsANumberAsItsText() {
        assertThat(valid("{'application_id':42,'subject':'s','message':'m'}").applicationId())
                .isEqualTo("42");
        assertThat(valid("{'application_id':12345678901234567890123,'subject':'s','message':'m'}")
                        .applicationId())
                .isEqualTo("12345678901234567890123");
    }

    @ParameterizedTest
    @CsvSource({"live,LIVE", "' Test ',TEST", "LIVE,LIVE"})
    void takesAModeInAnyCase(String text, Mode mode) {
        assertThat(valid(with("mode", text)).mode()).contains(mode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mode             | demo
            sentiment        | happy
            sentiment        | Praise
            creator_email    | ola
            creator_email    | ola@example.no, siri@example.no
            cc               | kari@example.no;ola
            category_id      | 12.5
            category_id      | 1234567890123456789
            category_id      | NaN
            is_html          | maybe
            attachment_urls  | http://example.no/a.png
            attachment_urls  | https://127.0.0.1/a.png
            attachment_urls  | https://[::1]/a.png
            attachment_urls  | https://0x7f000001/a.png
            attachment_urls  | https://kari:secret@example.no/a.png
            attachment_urls  | https:///a.png
            attachment_urls  | file:///etc/passwd
            attachment_urls  | a.png
            creator_image    | ftp://example.no/a.png
            """)
    void namesTheFieldAndTheRuleThatItBreaks(String field, String value) {
        FieldError error = error(with(field, value));

        assertThat(error.type()).isEqualTo("InvalidParameter");
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.message())
                .startsWith("The " + field + " parameter is invalid: must ")
                .doesNotContain(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "Yes"})
    void takesEveryWordForHtml(String text) {
        assertThat(valid(with("is_html", text)).isHtml()).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "message", "external_id", "tags", "custom_field_7", "application_id"})
    void refusesTheCharactersThatCannotBeCarried(String field) {
        for (String bad : List.of("a\u0000", "\uD83D", "\uDE00\uD83D", "a\uDE00b")) {
            ObjectNode json = json("{'application_id':'42','subject':'s','message':'m'}");
            json.put(field, bad);
            assertThat(error(TicketFields.ofJson(json)).field()).isEqualTo(field);
        }
    }

    @Test
    void refusesARepeatedSingleField() {
        TicketFields twice = columns("application_id", "1", "subject", "a", "subject", "a", "message", "m");

        assertThat(error(twice)).isEqualTo(FieldError.invalid("subject", "must be given once"));
        assertThat(error("{'application_id':1,'subject':['a','b'],'message':'m'}")
                        .field())
                .isEqualTo("subject");
    }

    @Test
    void readsAListFromAnArrayARepeatedFieldOrOneFieldSplitAtSemicolons() {
        List<String> tags = List.of("bil", "Oslo øst");

        assertThat(valid(with("tags", " bil ;; Oslo øst;")).tags()).isEqualTo(tags);
        assertThat(valid(with("tags", "bil", "tags", "Oslo øst")).tags()).isEqualTo(tags);
        assertThat(valid("{'application_id':1,'subject':'s','message':'m','tags':['bil','',null,' Oslo øst']}")
                        .tags())
                .isEqualTo(tags);
    }

    @Test
    void tellsAbsentFromExplicitNull() {
        SupportTicket absent = valid("{'application_id':1,'subject':'s','message':'m'}");
        SupportTicket nulls = valid("{'application_id':1,'subject':'s','message':'m','assignee_id':null,"
                + "'categoryId':null,'creator':{'image':null,'phoneNumber':null,'name':null},'sentiment':null}");

        assertThat(absent.assigneeId().isAbsent()).isTrue();
        assertThat(nulls.assigneeId().isNull()).isTrue();
        assertThat(nulls.categoryId().isNull()).isTrue();
        assertThat(nulls.creator().image().isNull()).isTrue();
        assertThat(nulls.creator().phone().isNull()).isTrue();
        assertThat(nulls.creator().name()).isEmpty();
        assertThat(nulls.sentiment()).isEmpty();
        assertThat(SupportTicket.fromJson(nulls.toJson())).isEqualTo(nulls);
    }

    @Test
    void readsTheNestedSocialboardsNamesAsTheFlatOnes() {
        SupportTicket flat = valid(columns(
                "application_id",
                "42",
                "subject",
                "Hei",
                "message",
                "Hvor?",
                "creator_name",
                "Kari",
                "creator_email",
                "kari@example.no",
                "creator_phone",
                "+47 22",
                "category_id",
                "7",
                "assignee_id",
                "a-b",
                "tags",
                "x;y",
                "cc",
                "o@example.no",
                "sentiment",
                "praise",
                "source_name",
                "Nett",
                "is_html",
                "no",
                "attachment_urls",
                "https://example.no/a.png",
                "custom_field_07",
                " v "));
        SupportTicket nested = valid("{'application_id':42,'subject':'Hei','message':'Hvor?','creator':{'name':'Kari',"
                + "'email':'kari@example.no','phoneNumber':'+47 22'},'categoryId':7,'assigneeId':'a-b','tags':['x','y'],"
                + "'cc':['o@example.no'],'sentiment':'praise','sourceName':'Nett','isHtml':false,"
                + "'attachments':[{'url':'https://example.no/a.png'}],'customFields':[{'id':7,'value':' v '}]}");

        assertThat(nested).isEqualTo(flat);
        assertThat(new String(nested.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(new String(flat.toJson(), StandardCharsets.UTF_8))
                .startsWith("{\"application_id\":\"42\",\"assignee_id\":\"a-b\",\"attachments\":[{");
        assertThat(flat.sentiment()).contains(Sentiment.PRAISE);
        assertThat(flat.customFields()).containsExactly(Map.entry(7L, " v "));
    }

    @Test
    void refusesTwoNamesOfOneFieldThatDisagree() {
        String start = "{'application_id':1,'subject':'s','message':'m',";

        assertThat(error(start + "'category_id':1,'categoryId':2}"))
                .isEqualTo(FieldError.invalid(
                        "category_id", "is given as category_id and as categoryId, with different values"));
        assertThat(valid(start + "'category_id':'1','categoryId':1}").categoryId())
                .isEqualTo(Given.of(1L));
        assertThat(error(start + "'custom_field_7':'a','customFields':[{'id':7,'value':'b'}]}")
                        .field())
                .isEqualTo("custom_field_7");
        assertThat(error(start + "'creator':'Kari'}").field()).isEqualTo("creator");
        assertThat(error(start + "'customFields':[{'id':'x','value':'b'}]}").field())
                .isEqualTo("customFields");
    }

    @Test
    void namesACustomFieldWithoutAnIdAsItWasSentButPrintableAndCut() {
        String rule = "what follows custom_field_ must be the field's id, a whole number of at most 18 digits";

        assertThat(error(columns("application_id", "1", "subject", "s", "message", "m", "custom_field_abc", "1")))
                .isEqualTo(FieldError.invalid("custom_field_abc", rule));
        assertThat(error(columns(
                        "application_id",
                        "1",
                        "subject",
                        "s",
                        "message",
                        "m",
                        "custom_field_\n" + "9".repeat(99),
                        "1")))
                .isEqualTo(FieldError.invalid("custom_field_\\u000A" + "9".repeat(50), rule));
    }

    @Test
    void keepsTheNamesOfAttachments() {
        assertThat(valid(
                                "{'application_id':1,'subject':'s','message':'m','attachments':[{'url':"
                                        + "'https://example.no/a','name':'Bilde.png'},{'url':'https://example.no/b','name':null}]}")
                        .attachments())
                .containsExactly(
                        new Attachment("https://example.no/a", Optional.of("Bilde.png")),
                        new Attachment("https://example.no/b", Optional.empty()));
    }

    @Test
    void reportsUnknownNamesAndPassesOverOurOwnColumns() {
        TicketFields fields = with("subjekt", "x", "ticketbridge_key", "k", "idempotency_key", "i", "a\nb", "y");

        assertThat(((TicketCheck.Result.Valid) TicketCheck.check(fields)).ignoredFields())
                .containsExactly("subjekt", "a\\u000Ab");
        assertThat(TicketCheck.isKnownField("ticketbridge_row")).isTrue();
        assertThat(TicketCheck.isKnownField("custom_field_42623")).isTrue();
        assertThat(TicketCheck.isKnownField("custom_field_")).isFalse();
        assertThat(TicketCheck.isKnownField("Subject")).isFalse();
    }

    @Test
    void limitsEveryFieldButTheMessage() {
        String long20k = "å".repeat(20_000);

        assertThat(valid(columns("application_id", "1", "subject", long20k, "message", long20k.repeat(50)))
                        .message())
                .hasSize(1_000_000);
        assertThat(error(columns("application_id", "1", "subject", long20k + "x", "message", "m"))
                        .message())
                .isEqualTo("The subject parameter is invalid: must have at most 20000 characters.");
        assertThat(error(with("tags", "x;".repeat(101))).message()).contains("at most 100 elements");
    }

    @Test
    void tellsTheApplicationOfAnInvalidTicket() {
        TicketCheck.Result result = TicketCheck.check(columns("application_id", " 42 ", "message", "m"));

        assertThat(((TicketCheck.Result.Invalid) result).applicationId()).contains("42");
        assertThat(TicketCheck.applicationId(columns("application_id", "4\u00002")))
                .isEmpty();
    }

    @Test
    void hashesTheContentAndNotWhoSentItNorWhere() {
        SupportTicket ticket = valid(columns(REQUIRED));

        assertThat(valid(with("external_id", "e", "mode", "test", "creator_email", "k@example.no"))
                        .contentHash())
                .isEqualTo(ticket.contentHash())
                .matches("[0-9a-f]{64}");
        assertThat(valid(with("category_id", "7")).contentHash()).isNotEqualTo(ticket.contentHash());
    }

    @Test
    void writesEvenUncheckedFieldsForTheRecordOfAnInvalidTicket() {
        TicketFields fields = columns("subject", "\uD83D\u0000å😀", "tags", "a", "tags", "b");

        assertThat(new String(columns("\uD83D\u0000å", "x").toJson(), StandardCharsets.US_ASCII))
                .isEqualTo("{\"\\uD83D\\u0000\\u00E5\":\"x\"}");
        assertThat(new String(fields.toJson(), StandardCharsets.US_ASCII))
                .isEqualTo("{\"subject\":\"\\uD83D\\u0000\\u00E5\\uD83D\\uDE00\",\"tags\":[\"a\",\"b\"]}");
    }

    private static TicketFields columns(String... namesAndValues) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            names.add(namesAndValues[i]);
            values.add(namesAndValues[i + 1]);
        }
        return TicketFields.ofColumns(names, values);
    }

    private static TicketFields with(String... namesAndValues) {
        List<String> all = new ArrayList<>(List.of(REQUIRED));
        all.addAll(List.of(namesAndValues));
        return columns(all.toArray(String[]::new));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) TicketJson.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SupportTicket valid(String json) {
        return valid(TicketFields.ofJson(json(json)));
    }

    private static SupportTicket valid(TicketFields fields) {
        TicketCheck.Result result = TicketCheck.check(fields);
        assertThat(result).isInstanceOf(TicketCheck.Result.Valid.class);
        return ((TicketCheck.Result.Valid) result).ticket();
    }

    private static FieldError error(String json) {
        return error(TicketFields.ofJson(json(json)));
    }

    private static FieldError error(TicketFields fields) {
        TicketCheck.Result result = TicketCheck.check(fields);
        assertThat(result).isInstanceOf(TicketCheck.Result.Invalid.class);
        return ((TicketCheck.Result.Invalid) result).error();
    }
}
