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

    int size() {
        return raw.stream().mapToInt(String::length).sum();
    }
}
