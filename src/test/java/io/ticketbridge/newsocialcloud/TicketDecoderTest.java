package io.ticketbridge.newsocialcloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketDecoderTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final TicketDecoder DECODER = new TicketDecoder(WINDOWS_1252);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            subject=100%+%zz+%4        | 100% %zz %4
            subject=a%26b%3Dc=d        | a&b=c=d
            &&subject=x&               | x
            subject=%C3%A6%F0%9F%98%80 | æ😀
            %73ubject=x;y              | x;y
            subject                    |
            """)
    void readsAForm(String body, String subject) {
        assertThat(fields(body.getBytes(UTF_8), FORM).first("subject")).isEqualTo(Optional.ofNullable(subject));
    }

    @Test
    void readsBytesThatAreNotUtf8InTheFallbackCharsetForTheWholeBody() {
        byte[] body = "subject=bl\u00E5b\u00E6r \u20AC&message=%C3%A6".getBytes(WINDOWS_1252);

        TicketFields fields = fields(body, FORM);

        assertThat(fields.first("subject")).contains("blåbær €");
        assertThat(fields.first("message")).contains("Ã¦");
    }

    @Test
    void honoursADeclaredCharset() {
        assertThat(fields("subject=%C3%A6".getBytes(UTF_8), FORM + "; charset=ISO-8859-1")
                        .first("subject"))
                .contains("Ã¦");
        assertThat(fields("{\"subject\":\"blåbær\"}".getBytes(ISO_8859_1), "application/json;charset=\"latin1\"")
                        .first("subject"))
                .contains("blåbær");
    }

    @Test
    void namesTheFieldThatNoCharsetReads() {
        assertThat(decode("subject=%81&message=m".getBytes(UTF_8), FORM))
                .isInstanceOfSatisfying(Decoded.Invalid.class, invalid -> {
                    assertThat(invalid.error().field()).isEqualTo("subject");
                    assertThat(invalid.error().type()).isEqualTo("InvalidParameter");
                });
        assertThat(decode("subject=%E6".getBytes(UTF_8), FORM + ";charset=UTF-8"))
                .isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void letsTheBodyWinOverTheQuery() {
        Decoded decoded = DECODER.decode(
                "{\"subject\":\"body\",\"categoryId\":7,\"message\":\"\"}".getBytes(UTF_8),
                Optional.of("application/json"),
                Optional.of("subject=query&message=f%C3%B8r&application_id=42&category_id=8"));

        TicketFields fields = ((Decoded.Fields) decoded).fields();
        assertThat(fields.first("subject")).contains("body");
        assertThat(fields.first("message")).contains("før");
        assertThat(fields.first("application_id")).contains("42");
        assertThat(fields.first("category_id")).contains("7");
    }

    @Test
    void readsAQueryAlone() {
        Decoded decoded = DECODER.decode(new byte[0], Optional.empty(), Optional.of("subject=bl\u00C3\u00A5"));

        assertThat(((Decoded.Fields) decoded).fields().first("subject")).contains("blå");
    }

    @Test
    void readsJsonInUtf8AndUtf16WithAndWithoutByteOrderMark() {
        String json = "{\"subject\":\"Æøå 😀\"}";

        for (byte[] body : new byte[][] {
            json.getBytes(UTF_8), ("\uFEFF" + json).getBytes(UTF_8), json.getBytes(UTF_16), json.getBytes(UTF_16LE)
        }) {
            assertThat(fields(body, "application/json").first("subject")).contains("Æøå 😀");
            assertThat(fields(body, null).first("subject")).contains("Æøå 😀");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"a\",\"subject\":\"a\"}",
                "{\"subject\":\"secret",
                "{\"n\":NaN}",
                "{} {}",
                "[]",
                "null",
                "\"text\"",
                "   "
            })
    void refusesJsonThatIsNotOneSoundObject(String json) {
        assertThat(decode(json.getBytes(UTF_8), "application/json"))
                .isInstanceOfSatisfying(
                        Decoded.Unreadable.class, it -> assertThat(it.why()).doesNotContain("secret"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"subject":"secret","subject":"b"}       | the JSON must give subject only once at line 1, column 31
                    {"creator":{"name":"a","name":"secret"}} | the JSON must give creator.name only once at line 1, column 31
                    {"tags":[{"a":1,"a":{}}]}                | the JSON must give tags.0.a only once at line 1, column 21
                    {"\\n":1,"\\n":[]}                       | the JSON must give \\u000A only once at line 1, column 14
                    {"subject":"a"} {}                       | the JSON must be one object, and other text follows it at line 1, column 17
                    {"subject":"a"} []                       | the JSON must be one object, and other text follows it at line 1, column 17
                    {"subject":"a"} secret                   | the JSON must be one object, and other text follows it at line 1, column 23
                    {"subject":"a"}}                         | the JSON must be one object, and other text follows it at line 1, column 16
                    {"subject":secret}                       | the JSON cannot be read at line 1, column 18
                    """)
    void namesTheFieldThatJsonRepeatsAndTellsItFromTextBehindTheObject(String json, String why) {
        assertThat(decode(json.getBytes(UTF_8), "application/json")).isEqualTo(new Decoded.Unreadable(why));
    }

    @Test
    void limitsDepthAndNumbersOfJson() {
        assertThat(decode(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8), "application/json"))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(("{\"a\":1" + "0".repeat(100_000) + "}").getBytes(UTF_8), "application/json"))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void readsMultipartFieldsToTheByte() {
        String body = "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\n \r\n--bb\r\nHei\r\n"
                + "\r\n--b  \r\ncontent-disposition: form-data; name=message\r\n"
                + "Content-Type: text/plain; charset=ISO-8859-1\r\n\r\nbl\u00E5\r\n--b--\r\nepilogue";

        TicketFields fields = fields(body.getBytes(ISO_8859_1), "multipart/form-data; boundary=b");

        assertThat(fields.first("subject")).contains(" \r\n--bb\r\nHei\r\n");
        assertThat(fields.first("message")).contains("blå");
    }

    @Test
    void readsEachEncodingByItsLook() {
        assertThat(fields(
                                "--x1\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nHei\r\n--x1--\r\n"
                                        .getBytes(UTF_8),
                                null)
                        .first("subject"))
                .contains("Hei");
        assertThat(fields(" \n{\"subject\":\"Hei\"}".getBytes(UTF_8), " ").first("subject"))
                .contains("Hei");
        assertThat(fields("subject=Hei".getBytes(UTF_8), null).first("subject")).contains("Hei");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"a\"; filename=\"a.txt\"",
                "Content-Disposition: form-data; name=\"a\"; filename=\"\"",
                "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: image/png",
                "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64"
            })
    void refusesFilesInAMultipartBody(String headers) {
        String body = "--b\r\n" + headers + "\r\n\r\nx\r\n--b--";

        assertThat(decode(body.getBytes(UTF_8), "multipart/form-data; boundary=\"b\""))
                .isInstanceOf(Decoded.Unsupported.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n--b--",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "x"
            })
    void refusesABrokenMultipartBody(String body) {
        assertThat(decode(body.getBytes(UTF_8), "multipart/form-data; boundary=b"))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "nonsense", "application/json; charset=klingon"})
    void refusesOtherTypes(String contentType) {
        assertThat(decode("{}".getBytes(UTF_8), contentType)).isInstanceOf(Decoded.Unsupported.class);
    }

    @Test
    void refusesAFormOfTooManyFields() {
        assertThat(decode("a=&".repeat(10_001).getBytes(UTF_8), FORM)).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode("a=&".repeat(10_000).getBytes(UTF_8), FORM)).isInstanceOf(Decoded.Fields.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "%", "a=&", "a&", "\r\n--", "-", "\r\n--b  ", "\"", "{\"a\":", "[", ";", " "})
    void readsAMebibyteOfAnythingInAMoment(String piece) {
        byte[] body = piece.repeat((1 << 20) / piece.length()).getBytes(UTF_8);
        byte[] inMultipart = ("--" + "-".repeat(200) + "\r\n" + new String(body, UTF_8)).getBytes(UTF_8);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            decode(body, FORM);
            decode(body, "application/json");
            decode(body, "multipart/form-data; boundary=b");
            decode(inMultipart, "multipart/form-data; boundary=" + "-".repeat(200));
            decode(body, null);
            decode(new byte[0], piece.repeat(10_000));
        });
    }

    private static Decoded decode(byte[] body, String contentType) {
        return DECODER.decode(body, Optional.ofNullable(contentType), Optional.empty());
    }

    private static TicketFields fields(byte[] body, String contentType) {
        Decoded decoded = decode(body, contentType);
        assertThat(decoded).isInstanceOf(Decoded.Fields.class);
        return ((Decoded.Fields) decoded).fields();
    }
}
