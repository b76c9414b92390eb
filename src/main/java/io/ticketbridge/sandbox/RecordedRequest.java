package io.ticketbridge.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One wire request, as it came.
 *
 * @param number counted from 1 on its path
 * @param headers by lower-case name; an {@code authorization} header is here too
 * @param body empty when a fault broke the connection before it was read
 * @param fault the fault that struck
 */
public record RecordedRequest(
        long number,
        Instant time,
        String method,
        String path,
        Map<String, List<String>> headers,
        byte[] body,
        Optional<String> fault) {

    /** The first value of a header, by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }
}
