package io.ticketbridge.door.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of the port. @param body JSON in UTF-8 */
record RestAnswer(int status, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/json; charset=utf-8";

    RestAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    RestAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RestAnswer(status, more, body);
    }
}
