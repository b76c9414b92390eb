package io.ticketbridge.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes records one after the other, each straight into its line: a tree of every record would be most of the work.
 * Not thread-safe.
 */
final class RecordWriter {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int USUAL_LENGTH = 1_024;

    private final Masking masking;
    private final Sha256 sha256 = new Sha256();
    private final StringWriter line = new StringWriter(USUAL_LENGTH);
    private final JsonGenerator json;

    RecordWriter(Masking masking) {
        this.masking = masking;
        try {
            this.json = JSON.createGenerator(line).setRootValueSeparator(null);
        } catch (IOException e) {
            throw noSuchFailure(e);
        }
    }

    AuditRecord write(Event event, long number, String prev) {
        line.getBuffer().setLength(0);
        try {
            open(event, number, prev);
            json.flush();
        } catch (IOException e) {
            throw noSuchFailure(e);
        }
        return AuditRecord.seal(event, number, prev, PlainLine.of(line.toString()), sha256);
    }

    private static UncheckedIOException noSuchFailure(IOException e) {
        return new UncheckedIOException("Memory takes every line", e);
    }

    /** The record without its hash. */
    private void open(Event event, long number, String prev) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", number);
        json.writeNumberField("event", event.id());
        json.writeStringField("at", event.at().toString());
        json.writeStringField("type", event.type());
        json.writeStringField("key", event.key().orElse(null));
        json.writeFieldName("details");
        details(event.details());
        json.writeStringField("prev", prev);
        json.writeEndObject();
    }

    private void details(Map<?, ?> details) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> detail : details.entrySet()) {
            String name = String.valueOf(detail.getKey());
            json.writeFieldName(name);
            shown(name, detail.getValue());
        }
        json.writeEndObject();
    }

    private void shown(String name, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(masking.shown(name, text));
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null || value instanceof Number) {
            JSON.writeTree(json, JSON.valueToTree(value));
        } else if (value instanceof Map<?, ?> map) {
            details(map);
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                shown(name, element);
            }
            json.writeEndArray();
        } else {
            json.writeString(masking.shown(name, value.toString()));
        }
    }
}
