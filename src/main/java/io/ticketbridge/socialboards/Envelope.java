package io.ticketbridge.socialboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Socialboards wraps its answers in: {@code data}, {@code errorCode}, {@code errorText}. The page that would
 * define it is not public; all that is known comes from examples.
 *
 * @param errorCode {@link #SUCCESS} or an undocumented code
 * @param errorText cut at 500 characters
 */
public record Envelope(int errorCode, Optional<String> errorText, JsonNode data) {

    /** The {@code errorCode} of every documented success. */
    public static final int SUCCESS = -1;

    private static final int LONGEST_TEXT = 500;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /**
     * Reads an envelope: one JSON object whose {@code errorCode} is an integer of 32 bits. Strict about that and
     * tolerant about the rest: other fields, a byte order mark, bad UTF-8 inside a text, any content type.
     *
     * @return empty when the body is anything else; never throws
     */
    public static Optional<Envelope> read(byte[] body) {
        try {
            JsonNode root = READER.readTree(decode(body));
            JsonNode code = root.path("errorCode");
            if (!root.isObject() || !code.isIntegralNumber() || !code.canConvertToInt()) {
                return Optional.empty();
            }
            return Optional.of(new Envelope(code.intValue(), text(root.path("errorText")), root.path("data")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The id of the created ticket: {@code data}, when this is a success and {@code data} an integer of 64 bits. */
    public OptionalLong ticketId() {
        return isSuccess() && data.isIntegralNumber() && data.canConvertToLong()
                ? OptionalLong.of(data.longValue())
                : OptionalLong.empty();
    }

    public boolean isSuccess() {
        return errorCode == SUCCESS;
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue())
                .filter(text -> !text.isBlank())
                .map(text -> text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    /** Malformed bytes are replaced: structure and codes are ASCII, and a bad letter in a text changes neither. */
    private static String decode(byte[] body) {
        boolean utf16 = body.length >= 2
                && ((body[0] == (byte) 0xFE && body[1] == (byte) 0xFF)
                        || (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE));
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(body, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
