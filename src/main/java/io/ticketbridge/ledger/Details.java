package io.ticketbridge.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The details of an audit event, in the order they are told; what is absent is left out. */
final class Details {

    private final Map<String, Object> entries = new LinkedHashMap<>();

    Details with(String name, Object value) {
        entries.put(name, value);
        return this;
    }

    Details with(String name, Optional<?> value) {
        value.ifPresent(present -> entries.put(name, present));
        return this;
    }

    Details with(String name, OptionalInt value) {
        value.ifPresent(present -> entries.put(name, present));
        return this;
    }

    Details with(Reason reason) {
        return with("reason", reason.code()).with("reasonText", reason.text());
    }

    Map<String, Object> map() {
        return entries;
    }
}
