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
        StringBuilder line = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (isDangerous(codePoint)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            } else {
                line.appendCodePoint(codePoint);
            }
        });
        return line.toString();
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
