package io.ticketbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One ticket that the sandbox created.
 *
 * @param wireRequest which of the requests to {@code POST /tickets} created it, counted from 1
 * @param fault the fault under which it was created; its caller may not know that it exists
 * @param body the request's bytes, exactly as they came
 * @param customFields values by id, as they are listed
 */
public record CreatedTicket(
        long id,
        Instant time,
        long wireRequest,
        Optional<String> fault,
        byte[] body,
        Map<Long, String> customFields,
        OptionalLong categoryId) {

    /** The request's JSON, exactly as it came. */
    public String json() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
