package io.ticketbridge.ledger;

/** Text that both databases take: PostgreSQL knows no U+0000, and its driver no unpaired surrogate. */
final class StorableText {

    private static final char SYMBOL_FOR_NULL = '\u2400';
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same text, or one where each impossible character has a visible stand-in. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (codePoint == 0) {
                storable.append(SYMBOL_FOR_NULL);
            } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                storable.append(REPLACEMENT);
            } else {
                storable.appendCodePoint(codePoint);
            }
        });
        return storable.toString();
    }
}
