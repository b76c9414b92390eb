package io.ticketbridge.door.file;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;

/** Tells in which scripts a text is written; what belongs to every script, such as digits, tells nothing. */
final class Scripts {

    private static final UnicodeScript[] ALL = UnicodeScript.values();
    /** Most texts are made of these, and to ask for each character would take most of the time of a survey. */
    private static final byte[] OF_LATIN_BLOCKS = new byte[0x250];

    private static final byte NONE = -1;

    static {
        for (int c = 0; c < OF_LATIN_BLOCKS.length; c++) {
            UnicodeScript script = UnicodeScript.of(c);
            OF_LATIN_BLOCKS[c] = tells(script) ? (byte) script.ordinal() : NONE;
        }
    }

    private Scripts() {}

    /** Adds the ordinals of the text's scripts. */
    static void addTo(BitSet scripts, String text) {
        int last = NONE;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int script = of(c);
            if (script != last && script != NONE) {
                scripts.set(script);
                last = script;
            }
        }
    }

    private static int of(int c) {
        if (c < OF_LATIN_BLOCKS.length) {
            return OF_LATIN_BLOCKS[c];
        }
        UnicodeScript script = UnicodeScript.of(c);
        return tells(script) ? script.ordinal() : NONE;
    }

    private static boolean tells(UnicodeScript script) {
        return switch (script) {
            case COMMON, INHERITED, UNKNOWN -> false;
            default -> true;
        };
    }

    static UnicodeScript ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }
}
