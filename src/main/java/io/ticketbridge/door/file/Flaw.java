package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.FieldError;

/**
 * What is wrong with a record as it is written.
 *
 * @param rule what a record must be, without any of its text
 */
record Flaw(long line, long column, String rule) {

    /** The error under which the row is recorded. */
    FieldError asFieldError() {
        return new FieldError("UnreadableRow", "row", "Line " + line + ", column " + column + ": " + rule + ".");
    }
}
