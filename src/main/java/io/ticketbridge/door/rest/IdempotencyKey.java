package io.ticketbridge.door.rest;

import io.ticketbridge.newsocialcloud.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code Idempotency-Key} header: a quoted string as the IETF draft has it, or the bare text that most
 * callers send. Both spell the same key.
 */
final class IdempotencyKey {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /** @throws RestRefusal 400 when it is repeated, empty, too long, or holds control characters */
    static Optional<String> of(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw invalid("must be there once");
        }
        String text = headers.get(0).strip();
        String key = text.startsWith("\"") ? unquote(text) : text;
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw invalid("must be 1 to " + LONGEST + " characters without control characters");
        }
        return Optional.of(key);
    }

    private static String unquote(String text) {
        StringBuilder key = new StringBuilder();
        int i = 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            key.append(text.charAt(i));
        }
        if (i != text.length() - 1) {
            throw invalid("must end at its closing quotation mark");
        }
        return key.toString();
    }

    private static RestRefusal invalid(String rule) {
        return new RestRefusal(RestErrors.invalid(FieldError.invalid(HEADER, rule)));
    }
}
