package io.ticketbridge.newsocialcloud;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decodes the bytes of a request or a message, strictly: no character is lost, replaced or cut. Thread-safe. */
public final class TicketDecoder {

    private static final int LOOK = 1_024;

    private final Charset fallback;

    /** @param fallback the charset of a body that declares none and is not UTF-8 */
    public TicketDecoder(Charset fallback) {
        this.fallback = Objects.requireNonNull(fallback);
    }

    /**
     * Form-encoded, multipart/form-data or JSON. An empty body has no fields.
     *
     * @param contentType as it came; empty = by look
     * @param query the raw query string of a REST request; its parameters count, the body's win
     */
    public Decoded decode(byte[] body, Optional<String> contentType, Optional<String> query) {
        try {
            ContentType type = contentType
                    .filter(header -> !header.isBlank())
                    .map(ContentType::parse)
                    .orElseGet(() -> byLook(body));
            TicketFields fields = fields(body, type);
            return new Decoded.Fields(query.isPresent() ? fields.orElse(queryFields(query.get())) : fields);
        } catch (BodyRefusedException e) {
            return e.refusal();
        }
    }

    private TicketFields fields(byte[] body, ContentType type) {
        Optional<Charset> declared = type.charset();
        if (!type.isForm() && !type.isMultipart() && !type.isJson()) {
            throw BodyRefusedException.unsupported(
                    "the Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json");
        }
        if (body.length == 0 || type.isForm()) {
            return StrictText.fields(UrlEncodedForm.parse(body), declared, fallback);
        }
        if (type.isJson()) {
            return JsonBody.parse(body, declared, fallback);
        }
        String boundary = type.parameter("boundary")
                .orElseThrow(() -> BodyRefusedException.unreadable("the Content-Type names no boundary"));
        return StrictText.fields(MultipartForm.parse(body, boundary), declared, fallback);
    }

    /** A server hands the query over either as decoded text or as one character a byte. */
    private TicketFields queryFields(String query) {
        boolean bytes = query.chars().allMatch(c -> c <= 0xFF);
        byte[] raw = query.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return StrictText.fields(UrlEncodedForm.parse(raw), Optional.empty(), fallback);
    }

    private static ContentType byLook(byte[] body) {
        if (JsonBody.utf16(body).isPresent()) {
            return ContentType.parse("application/json");
        }
        String start = new String(body, 0, Math.min(body.length, LOOK), StandardCharsets.ISO_8859_1);
        String text = (start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start).stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            return ContentType.parse("application/json");
        }
        int lineEnd = start.indexOf("\r\n");
        if (start.startsWith("--")
                && lineEnd > 2
                && start.toLowerCase(Locale.ROOT).contains("content-disposition:")) {
            return new ContentType("multipart/form-data", Map.of("boundary", start.substring(2, lineEnd)));
        }
        return ContentType.parse("application/x-www-form-urlencoded");
    }
}
