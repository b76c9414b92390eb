package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text made to be found again: as it is, in UTF-16 as a broker's journal has it, URL-encoded, escaped for JSON, and
 * in the Base64 of something that contains it. Its first part is enough.
 */
record Canary(String name, String value) {

    private static final int ENOUGH = 24;

    boolean isIn(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        return forms().anyMatch(text::contains);
    }

    /** One char a byte. */
    private Stream<String> forms() {
        String part = value.substring(0, Math.min(ENOUGH, value.length()));
        String url = URLEncoder.encode(part, UTF_8);
        Stream<String> plain = Stream.of(
                new String(part.getBytes(UTF_8), ISO_8859_1),
                new String(part.getBytes(UTF_16LE), ISO_8859_1),
                new String(part.getBytes(UTF_16BE), ISO_8859_1),
                url,
                url.replace("+", "%20"),
                escaped(part));
        return Stream.concat(plain, IntStream.range(0, 3).boxed().flatMap(before -> base64(part, before).stream()));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /** The digits that depend on the text alone, with so many bytes before it in its group of three. */
    private static List<String> base64(String text, int before) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int first = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .map(encoder -> new String(encoder.encode(shifted), ISO_8859_1).substring(first, end))
                .toList();
    }

    /** Its name alone: a test that fails must not print secrets either. */
    @Override
    public String toString() {
        return name;
    }
}
