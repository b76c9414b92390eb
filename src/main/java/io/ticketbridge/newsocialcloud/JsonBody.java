package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A body that is one JSON object, in the declared charset, UTF-16 by its look, UTF-8, or the fallback. */
final class JsonBody {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonBody() {}

    /** @throws BodyRefusedException when it is no JSON object */
    static TicketFields parse(byte[] body, Optional<Charset> declared, Charset fallback) {
        String text = text(body, declared, fallback);
        try {
            JsonNode json = TicketJson.mapper().readTree(text);
            if (!json.isObject()) {
                throw BodyRefusedException.unreadable("the JSON must be one object");
            }
            return TicketFields.ofJson(json);
        } catch (JsonProcessingException e) {
            throw BodyRefusedException.unreadable(why(e));
        }
    }

    private static String text(byte[] body, Optional<Charset> declared, Charset fallback) {
        Optional<String> decoded = declared.or(() -> utf16(body))
                .map(charset -> StrictText.decode(body, charset))
                .orElseGet(() ->
                        StrictText.decode(body, StandardCharsets.UTF_8).or(() -> StrictText.decode(body, fallback)));
        String text = decoded.orElseThrow(
                () -> BodyRefusedException.unreadable("the JSON must be text in the declared charset, or in UTF-8"));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The first character of a JSON object is ASCII or a byte order mark. */
    static Optional<Charset> utf16(byte[] body) {
        int first = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        if (first == BYTE_ORDER_MARK || first > 0 && first < 0x80) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (first == 0xFFFE || (first & 0xFF) == 0 && first > 0 && first < 0x8000) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    /** Never Jackson's own message: it may quote the body. */
    private static String why(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        if (e instanceof StreamConstraintsException) {
            return "the JSON is nested too deep, or has a number or a name that is too long" + where;
        }
        if (JsonFault.isTextBehind(e)) {
            return "the JSON must be one object, and other text follows it" + where;
        }
        return JsonFault.repeatedField(e)
                        .map(name -> "the JSON must give " + name + " only once")
                        .orElse("the JSON cannot be read")
                + where;
    }
}
