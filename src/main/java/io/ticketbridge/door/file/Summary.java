package io.ticketbridge.door.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * {@code NAME.summary.json}. The six counts add up to {@code rows}.
 *
 * @param finished null while rows are still at work
 * @param note only when its columns file changed nothing
 * @param batch null when the file was refused before it could be identified
 * @param reason only when the file is in {@code failed/}
 */
@JsonPropertyOrder({
    "file",
    "batch",
    "repeats",
    "rows",
    "delivered",
    "rejected",
    "duplicate",
    "waiting",
    "unknown",
    "dead",
    "started",
    "finished",
    "note",
    "reason"
})
record Summary(
        String file,
        String batch,
        String repeats,
        long rows,
        long delivered,
        long rejected,
        long duplicate,
        long waiting,
        long unknown,
        long dead,
        String started,
        String finished,
        @JsonInclude(JsonInclude.Include.NON_NULL) String note,
        @JsonInclude(JsonInclude.Include.NON_NULL) Reason reason) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    /** @param finished empty while rows are still at work */
    static Summary of(Batches.Batch batch, BatchSums sums, Optional<Reason> failure, Optional<Instant> finished) {
        return new Summary(
                batch.name(),
                batch.id(),
                batch.repeats().orElse(null),
                sums.rows(),
                sums.delivered(),
                sums.rejected(),
                sums.duplicate(),
                sums.waiting(),
                sums.unknown(),
                sums.dead(),
                seconds(batch.started()),
                finished.map(Summary::seconds).orElse(null),
                batch.repeats()
                        .filter(original -> batch.columns().isPresent())
                        .map(Summary::otherColumns)
                        .orElse(null),
                failure.orElse(null));
    }

    static Summary ofRefused(String file, Reason reason, Instant at) {
        return new Summary(file, null, null, 0, 0, 0, 0, 0, 0, 0, seconds(at), seconds(at), null, reason);
    }

    /** Of a file that repeats a batch that was begun with other columns. */
    static String otherColumns(String original) {
        return "It has other columns than batch " + original
                + ", which it repeats, and they changed nothing; to send by"
                + " them what is not delivered: import FILE --columns COLUMNS --corrects " + original;
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The batch that the summary at this place is of; empty where there is none that can be read. */
    static Optional<String> batchOf(Path summary) {
        try {
            return Optional.ofNullable(
                    MAPPER.readTree(Files.readAllBytes(summary)).path("batch").textValue());
        } catch (IOException e) {
            return Optional.empty(); // moved away, or no summary: whoever did that wants nothing written there
        }
    }

    void writeTo(Writer writer) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(writer, this);
        writer.write('\n');
    }
}
