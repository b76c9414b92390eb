package io.ticketbridge.newsocialcloud;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bytes to characters without a replacement: what a charset does not know is an error, never U+FFFD. */
final class StrictText {

    private static final int MAX_FIELDS = 10_000;

    private static final String SYNTAX = "&=%+09afAF";

    private StrictText() {}

    /** @throws BodyRefusedException when a form has too many fields; asked before each, as each costs memory */
    static void checkNumber(int fields) {
        if (fields > MAX_FIELDS) {
            throw BodyRefusedException.unreadable("the form has more than " + MAX_FIELDS + " fields");
        }
    }

    static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Decodes all fields of a form with one charset: the declared one, else UTF-8 when they all are, else the fallback.
     * A field's own charset goes before these.
     *
     * @throws BodyRefusedException naming the field that cannot be decoded
     */
    static TicketFields fields(List<RawField> raw, Optional<Charset> declared, Charset fallback) {
        Charset charset = declared.orElseGet(() -> areUtf8(raw) ? StandardCharsets.UTF_8 : fallback);
        if (!Arrays.equals(SYNTAX.getBytes(charset), SYNTAX.getBytes(StandardCharsets.US_ASCII))) {
            throw BodyRefusedException.unsupported("the charset " + charset.name() + " cannot be used in a form");
        }
        List<String> names = new ArrayList<>(raw.size());
        List<String> values = new ArrayList<>(raw.size());
        for (RawField field : raw) {
            String name = decode(field.name(), charset)
                    .orElseGet(() -> new String(field.name(), StandardCharsets.ISO_8859_1));
            Charset own = field.charset().orElse(charset);
            names.add(name);
            values.add(decode(field.value(), own).orElseThrow(() -> undecodable(name, own)));
        }
        return TicketFields.ofColumns(names, values);
    }

    private static boolean areUtf8(List<RawField> raw) {
        return raw.stream()
                .allMatch(field -> decode(field.name(), StandardCharsets.UTF_8).isPresent()
                        && (field.charset().isPresent()
                                || decode(field.value(), StandardCharsets.UTF_8).isPresent()));
    }

    private static BodyRefusedException undecodable(String name, Charset charset) {
        return BodyRefusedException.invalid(FieldError.invalid(
                FieldNames.printable(name),
                "must be text in the declared charset, or in UTF-8; it is not in " + charset.name()));
    }
}
