package io.ticketbridge.newsocialcloud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code multipart/form-data} (RFC 7578) whose parts are all text fields. A file in it is refused, not passed over. */
final class MultipartForm {

    private static final int BOUNDARY_CHARACTERS = 200;
    private static final Set<String> PLAIN_ENCODINGS = Set.of("7bit", "8bit", "binary");

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    private MultipartForm(byte[] body, byte[] delimiter) {
        this.body = body;
        this.delimiter = delimiter;
    }

    /** @throws BodyRefusedException when it is broken or has other parts than fields */
    static List<RawField> parse(byte[] body, String boundary) {
        if (boundary.length() > BOUNDARY_CHARACTERS) {
            throw BodyRefusedException.unreadable("the boundary of the multipart body is too long");
        }
        // The delimiter includes the line break before it; the first one may stand at the very start.
        byte[] lead = "\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] led = Arrays.copyOf(lead, lead.length + body.length);
        System.arraycopy(body, 0, led, lead.length, body.length);
        return new MultipartForm(led, ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1)).fields();
    }

    private List<RawField> fields() {
        List<RawField> fields = new ArrayList<>();
        nextDelimiter();
        while (!startsWith(at, "--")) {
            int start = at;
            int end = nextDelimiter();
            StrictText.checkNumber(fields.size() + 1);
            fields.add(field(start, end));
        }
        return fields;
    }

    /**
     * Moves behind the next delimiter, to the line break or the {@code --} after it.
     *
     * @return where the delimiter starts
     */
    private int nextDelimiter() {
        for (int i = at; i + delimiter.length <= body.length; i++) {
            if (Arrays.equals(body, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                int after = i + delimiter.length;
                while (after < body.length && (body[after] == ' ' || body[after] == '\t')) {
                    after++;
                }
                if (startsWith(after, "\r\n") || startsWith(after, "--")) {
                    at = after;
                    return i;
                }
            }
        }
        throw BodyRefusedException.unreadable("the multipart body does not end with its boundary");
    }

    /** Headers are read one character a byte, so that the name keeps its bytes until its charset is known. */
    private RawField field(int start, int end) {
        Map<String, String> headers = new HashMap<>();
        int line = start + 2;
        while (!startsWith(line, "\r\n")) {
            int lineEnd = line;
            while (lineEnd < end && !startsWith(lineEnd, "\r\n")) {
                lineEnd++;
            }
            if (lineEnd >= end) {
                throw BodyRefusedException.unreadable("a part of the multipart body has no end of its headers");
            }
            addHeader(headers, new String(body, line, lineEnd - line, StandardCharsets.ISO_8859_1));
            line = lineEnd + 2;
        }
        int valueStart = Math.min(line + 2, end);
        ContentType disposition = ContentType.parse(headers.getOrDefault("content-disposition", ""));
        Optional<ContentType> type =
                Optional.ofNullable(headers.get("content-type")).map(ContentType::parse);
        refuseOtherThanField(disposition, type, headers.get("content-transfer-encoding"));
        String name = disposition
                .parameter("name")
                .orElseThrow(() -> BodyRefusedException.unreadable("a part of the multipart body has no name"));
        return new RawField(
                unescapedName(name).getBytes(StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(body, valueStart, end),
                type.flatMap(ContentType::charset));
    }

    private static void addHeader(Map<String, String> headers, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            headers.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private static void refuseOtherThanField(ContentType disposition, Optional<ContentType> type, String encoding) {
        boolean file = disposition.parameters().containsKey("filename")
                || disposition.parameters().containsKey("filename*");
        boolean text = type.map(ContentType::word)
                .map(word -> word.startsWith("text/"))
                .orElse(true);
        boolean plain = encoding == null || PLAIN_ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT));
        if (file || !text || !plain) {
            throw BodyRefusedException.unsupported("a multipart body may have text fields only, no files");
        }
    }

    /** As browsers escape names. */
    private static String unescapedName(String name) {
        return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    private boolean startsWith(int from, String ascii) {
        if (from + ascii.length() > body.length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (body[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
