package io.ticketbridge.door.file;

/** Follows brackets and strings through the characters of JSON: just enough to tell where a value ends. */
final class JsonNesting {

    private int depth;
    private boolean inString;
    private boolean escaped;

    void pass(int c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth = Math.max(0, depth - 1);
        }
    }

    /** Whether the next character is outside every string and bracket. */
    boolean isOutside() {
        return depth == 0 && !inString;
    }
}
