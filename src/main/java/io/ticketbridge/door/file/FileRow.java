package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One record of a file.
 *
 * @param number 1 = the first record
 * @param raw what the record said, for its fingerprint
 * @param columns gives the record as named cells, in order: what a rejects file repeats
 * @param corrects {@code ticketbridge_key}
 * @param key the values of its key columns, as one text; empty without key columns
 * @param flaw present when the record could not be read in full
 */
record FileRow(
        long number,
        List<String> raw,
        Supplier<Map<String, String>> columns,
        TicketFields fields,
        Optional<String> corrects,
        Optional<String> key,
        Optional<FieldError> flaw) {

    /** The longest message; every other field of a ticket has a shorter limit of its own. */
    static final int LONGEST_MESSAGE = 1 << 20;

    /** With a flaw when its message is too long. */
    FileRow limited() {
        boolean tooLong = fields.first("message")
                .filter(message -> message.length() > LONGEST_MESSAGE)
                .isPresent();
        return flaw.isPresent() || !tooLong
                ? this
                : new FileRow(
                        number,
                        raw,
                        columns,
                        fields,
                        corrects,
                        key,
                        Optional.of(
                                FieldError.invalid("message", "must have at most " + LONGEST_MESSAGE + " characters")));
    }

    int size() {
        return raw.stream().mapToInt(String::length).sum();
    }
}
