package io.ticketbridge.command;

import java.util.Locale;

/** Text from outside, made fit for a log or a terminal. */
final class Printable {

    private Printable() {}

    /**
     * The text with every control character, line separator and direction mark as an escape, so that it stays one line.
     */
    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(safe, codePoint));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int codePoint) {
        switch (codePoint) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isDangerous(codePoint)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04X", codePoint));
                } else {
                    safe.appendCodePoint(codePoint);
                }
            }
        }
    }

    private static boolean isDangerous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> isDirection(codePoint);
            default -> false;
        };
    }

    /** Marks that reorder what a terminal shows; other format characters belong to emoji and scripts. */
    private static boolean isDirection(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
