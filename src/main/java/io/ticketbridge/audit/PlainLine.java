package io.ticketbridge.audit;

import java.util.Locale;

/** Makes JSON fit for one line of a file and for a terminal. */
final class PlainLine {

    private PlainLine() {}

    /**
     * The same JSON with every control character, line or paragraph separator, direction mark and half of a broken
     * surrogate pair as an escape. They can only stand inside strings, where the escape means the same.
     */
    static String of(String json) {
        int plain = plainPrefix(json);
        if (plain == json.length()) {
            return json;
        }
        StringBuilder line = new StringBuilder(json.length() + 16).append(json, 0, plain);
        json.codePoints().skip(plain).forEach(codePoint -> {
            if (isDangerous(codePoint)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            } else {
                line.appendCodePoint(codePoint);
            }
        });
        return line.toString();
    }

    /** How many printable ASCII characters it begins with: nearly every line is made of them alone. */
    private static int plainPrefix(String json) {
        int length = 0;
        while (length < json.length() && json.charAt(length) >= ' ' && json.charAt(length) < 0x7f) {
            length++;
        }
        return length;
    }

    private static boolean isDangerous(int codePoint) {
        if (codePoint > 0xffff) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
