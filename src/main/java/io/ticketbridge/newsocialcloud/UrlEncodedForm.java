package io.ticketbridge.newsocialcloud;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code application/x-www-form-urlencoded}: a bad {@code %} is literal, {@code +} is a space. */
final class UrlEncodedForm {

    private UrlEncodedForm() {}

    static List<RawField> parse(byte[] body) {
        List<RawField> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '&') {
                if (i > start) {
                    StrictText.checkNumber(fields.size() + 1);
                    fields.add(field(body, start, i));
                }
                start = i + 1;
            }
        }
        return fields;
    }

    private static RawField field(byte[] body, int start, int end) {
        int equals = start;
        while (equals < end && body[equals] != '=') {
            equals++;
        }
        return new RawField(
                unescape(body, start, equals), unescape(body, Math.min(equals + 1, end), end), Optional.empty());
    }

    private static byte[] unescape(byte[] body, int start, int end) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            byte b = body[i];
            if (b == '%' && i + 2 < end && digit(body[i + 1]) >= 0 && digit(body[i + 2]) >= 0) {
                text.write(digit(body[i + 1]) << 4 | digit(body[i + 2]));
                i += 2;
            } else {
                text.write(b == '+' ? ' ' : b);
            }
        }
        return text.toByteArray();
    }

    /** Of ASCII digits only. */
    private static int digit(byte b) {
        return b < 0 ? -1 : b <= 'f' ? Character.digit(b, 16) : -1;
    }
}
