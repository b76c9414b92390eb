package io.ticketbridge.newsocialcloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TicketDecoderPropertyTest {

    private static final TicketDecoder DECODER = new TicketDecoder(Charset.forName("windows-1252"));

    /** Any text: every plane, line breaks, quotes and what the encodings use as syntax; no half surrogate pairs. */
    @Provide
    Arbitrary<String> text() {
        Arbitrary<Integer> any = Arbitraries.integers().between(1, 0x10FFFF).filter(c -> c < 0xD800 || c > 0xDFFF);
        Arbitrary<Integer> awkward = Arbitraries.of("\r\n\t \"'\\&=%+;{}[]-:å\u0085\u2028\uFFFD\uFEFF😀"
                .codePoints()
                .boxed()
                .toList());
        return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(2, awkward))
                .list()
                .ofMaxSize(60)
                .map(codePoints -> codePoints.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    @Property(tries = 500)
    void carriesAnyTextThroughAForm(@ForAll("text") String subject, @ForAll("text") String message) {
        String body = "subject=" + URLEncoder.encode(subject, UTF_8) + "&message=" + URLEncoder.encode(message, UTF_8);

        carries(subject, message, body, "application/x-www-form-urlencoded");
    }

    @Property(tries = 500)
    void carriesAnyTextThroughAMultipartBody(@ForAll("text") String subject, @ForAll("text") String message) {
        String body = "--zxqb\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\n" + subject
                + "\r\n--zxqb\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n" + message
                + "\r\n--zxqb--\r\n";

        carries(subject, message, body, "multipart/form-data; boundary=zxqb");
    }

    @Property(tries = 500)
    void carriesAnyTextThroughJson(@ForAll("text") String subject, @ForAll("text") String message)
            throws JsonProcessingException {
        String body = new ObjectMapper().writeValueAsString(Map.of("subject", subject, "message", message));

        carries(subject, message, body, "application/json");
    }

    private static void carries(String subject, String message, String body, String contentType) {
        TicketFields byType = fields(body, Optional.of(contentType));

        assertThat(byType.first("subject").orElse("")).isEqualTo(subject);
        assertThat(byType.first("message").orElse("")).isEqualTo(message);
        assertThat(fields(body, Optional.empty()).toJson()).isEqualTo(byType.toJson());
    }

    private static TicketFields fields(String body, Optional<String> contentType) {
        Decoded decoded = DECODER.decode(body.getBytes(UTF_8), contentType, Optional.empty());
        assertThat(decoded).isInstanceOf(Decoded.Fields.class);
        return ((Decoded.Fields) decoded).fields();
    }

    @Property(tries = 2_000)
    void neverThrowsOnArbitraryBytes(
            @ForAll byte[] body, @ForAll("contentTypes") String contentType, @ForAll String query) {
        assertThat(DECODER.decode(body, Optional.of(contentType), Optional.of(query)))
                .isNotNull();
        assertThat(DECODER.decode(body, Optional.empty(), Optional.empty())).isNotNull();
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "application/x-www-form-urlencoded",
                        "application/x-www-form-urlencoded;charset=utf-16",
                        "application/json",
                        "multipart/form-data;boundary=\"\\",
                        "multipart/form-data;boundary=a;charset=\"utf-8\""),
                Arbitraries.strings());
    }

    @Property(tries = 300)
    void givesOneCanonicalFormForAFormAColumnAndJson(@ForAll("text") String subject, @ForAll("text") String message)
            throws JsonProcessingException {
        Map<String, String> fields = new TreeMap<>(
                Map.of("application_id", "42", "subject", "s" + subject, "message", "m" + message, "tags", "a; b"));
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        Map<String, Object> json = new TreeMap<>(fields);
        json.put("application_id", 42);
        json.put("tags", new String[] {"a", "b"});

        SupportTicket ofForm = ticket(fields(form, Optional.empty()));
        SupportTicket ofJson = ticket(fields(new ObjectMapper().writeValueAsString(json), Optional.empty()));
        SupportTicket ofColumns = ticket(TicketFields.ofColumns(
                fields.keySet().stream().toList(), fields.values().stream().toList()));

        assertThat(ofForm.toJson()).isEqualTo(ofJson.toJson()).isEqualTo(ofColumns.toJson());
        assertThat(SupportTicket.fromJson(ofForm.toJson())).isEqualTo(ofForm);
        assertThat(ofForm.message()).isEqualTo("m" + message);
        assertThat(ofForm.contentHash()).isEqualTo(ofJson.contentHash());
    }

    private static SupportTicket ticket(TicketFields fields) {
        TicketCheck.Result result = TicketCheck.check(fields);
        assertThat(result).isInstanceOf(TicketCheck.Result.Valid.class);
        return ((TicketCheck.Result.Valid) result).ticket();
    }
}
