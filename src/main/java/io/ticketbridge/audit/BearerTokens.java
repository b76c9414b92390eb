package io.ticketbridge.audit;

import java.util.regex.Pattern;

/** Credentials that stand in a text: those of an {@code Authorization} header, and JSON web tokens. */
final class BearerTokens {

    private static final Pattern TOKEN = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]+|\\beyJ[\\w.-]{20,}");

    private BearerTokens() {}

    /** The text with {@code ***} in the place of each. */
    static String hidden(String text) {
        return mayHold(text) ? TOKEN.matcher(text).replaceAll("***") : text;
    }

    /** False proves that the pattern cannot match; far quicker than the pattern's own search. */
    private static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean begins =
                    switch (c) {
                        case 'b', 'B' -> begins(text, i, "bearer") || begins(text, i, "basic");
                        case 'e', 'E' -> begins(text, i, "eyj");
                        default -> false;
                    };
            if (begins) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }
}
