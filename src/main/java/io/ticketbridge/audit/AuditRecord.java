package io.ticketbridge.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One line of an audit, as every sink gets it:
 *
 * <pre>{"number":…,"event":…,"at":"…","type":"…","key":…,"details":{…},"prev":"…","hash":"…"}</pre>
 *
 * {@code number} counts the records of a chain from 1, without gaps. {@code prev} is the {@code hash} of the record
 * before, 64 zeros for the first. {@code hash} is the SHA-256, in lower-case hex, of the line's UTF-8 bytes without the
 * line's end and without {@code ,"hash":"…"} itself, which always stands last. So anyone can check a line with
 *
 * <pre>sed 's/,"hash":"[0-9a-f]*"}$/}/' | tr -d '\n' | sha256sum</pre>
 *
 * @param eventId the ledger's number of the event; ascending in the main, with gaps
 * @param line without its line end
 */
public record AuditRecord(
        long number,
        long eventId,
        Instant at,
        String type,
        Optional<String> key,
        String prev,
        String hash,
        String line) {

    /** The {@code prev} of a chain's first record. */
    public static final String GENESIS = "0".repeat(64);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HASH_BEGIN = ",\"hash\":\"";
    private static final String HASH_END = "\"}";
    private static final int HASH_TAIL = HASH_BEGIN.length() + 64 + HASH_END.length();

    /**
     * Seals a record that is complete but for its hash.
     *
     * @param open the JSON object of these values in one line, ending in its brace
     */
    static AuditRecord seal(Event event, long number, String prev, String open, Sha256 sha256) {
        String hash = sha256.hex(open);
        String line = new StringBuilder(open.length() + HASH_TAIL)
                .append(open, 0, open.length() - 1)
                .append(HASH_BEGIN)
                .append(hash)
                .append(HASH_END)
                .toString();
        return new AuditRecord(number, event.id(), event.at(), event.type(), event.key(), prev, hash, line);
    }

    /** Reads a line without its line end, and checks its own hash. */
    static AuditRecord parse(byte[] bytes) throws BadRecordException {
        String line = new String(bytes, StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(line);
            String hash = json.path("hash").asText();
            if (!line.endsWith(HASH_BEGIN + hash + HASH_END) || hash.length() != 64) {
                throw new BadRecordException("is no audit record: it does not end in its hash");
            }
            if (!new Sha256()
                    .hex(line.substring(0, line.length() - HASH_TAIL) + "}")
                    .equals(hash)) {
                throw new BadRecordException("was changed: its hash does not fit its content");
            }
            return new AuditRecord(
                    json.path("number").asLong(),
                    json.path("event").asLong(),
                    Instant.parse(json.path("at").asText()),
                    json.path("type").asText(),
                    Optional.ofNullable(json.path("key").textValue()),
                    json.path("prev").asText(),
                    hash,
                    line);
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new BadRecordException("is no audit record: it cannot be read");
        }
    }

    /** The chain's end when this record is its last. */
    public ChainEnd end() {
        return new ChainEnd(number, hash, eventId);
    }

    /** Whether it is this event that the record tells. */
    boolean tells(Event event) {
        return event.id() == eventId
                && event.at().equals(at)
                && event.type().equals(type)
                && event.key().equals(key);
    }

    /** Whether this record can stand directly after one with this number and hash. */
    boolean follows(long previousNumber, String previousHash) {
        return number == previousNumber + 1 && prev.equals(previousHash);
    }
}
