package io.ticketbridge.door.file;

/** Names out of a file, fit for a message: no control characters, not too long. */
final class TextForPeople {

    private static final int LONGEST = 60;

    private TextForPeople() {}

    static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .map(c -> c == '\uFFFD' ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.append(name.codePointCount(0, name.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }
}
