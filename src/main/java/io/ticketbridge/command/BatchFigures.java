package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a batch stands and how fast it moves; the same in a bar, in lines and as JSON.
 *
 * @param rows in the ledger so far
 * @param ofRows in the file, where that is known
 * @param acceptedPerSecond rows taken into the ledger, over the last seconds
 * @param restedPerSecond rows that came to rest, over the last seconds
 * @param hindrances what holds it up, in sentences
 */
record BatchFigures(
        Batch batch,
        BatchSums sums,
        long rows,
        OptionalLong ofRows,
        double acceptedPerSecond,
        double restedPerSecond,
        List<String> hindrances) {

    /** Whether every row is in the ledger, or no more can be read. */
    boolean accepted() {
        return !batch.state().equals("reading");
    }

    /** Whether it has ended and its reports are written. */
    boolean ended() {
        return batch.finished().isPresent();
    }

    boolean paused() {
        return batch.control() == Control.PAUSED && !ended();
    }

    long rested() {
        return rested(sums);
    }

    static long rested(BatchSums sums) {
        return sums.rows() - sums.waiting() - sums.unknown() + sums.parked();
    }

    /** The speed of what is under way: being read, or coming to rest. */
    double rowsPerSecond() {
        return accepted() ? restedPerSecond : acceptedPerSecond;
    }

    /** One line for people, all of it printable. */
    String line() {
        StringBuilder line = new StringBuilder(batch.name())
                .append(": ")
                .append(BatchNames.stage(batch))
                .append(", ")
                .append(rows);
        if (ofRows.isPresent() && ofRows.getAsLong() != rows) {
            line.append(" of ").append(ofRows.getAsLong());
        }
        line.append(" rows: ").append(sums.inWords()).append(speed());
        hindrances.forEach(hindrance -> line.append("; ").append(hindrance));
        return Printable.of(line.toString());
    }

    /**
     * At the pace of the last seconds; empty when nothing moves or the end is not known. Of a batch that is paused,
     * until every row is in the ledger.
     *
     * @param untilRest until every row rests; otherwise until every row is in the ledger
     */
    Optional<Duration> remaining(boolean untilRest) {
        if (ended() || ofRows.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> reading =
                accepted() ? Optional.of(Duration.ZERO) : time(ofRows.getAsLong() - rows, acceptedPerSecond);
        if (!untilRest || paused()) {
            return reading.filter(left -> !accepted());
        }
        return reading.flatMap(first -> time(ofRows.getAsLong() - rested(), restedPerSecond)
                .map(rest -> rest.compareTo(first) > 0 ? rest : first));
    }

    private static Optional<Duration> time(long rows, double perSecond) {
        return perSecond == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((long) Math.ceil(rows / perSecond)));
    }

    /** Rate and remaining time as a tail, empty when nothing moves. */
    String speed() {
        if (ended() || rowsPerSecond() == 0) {
            return "";
        }
        return ", " + rounded(rowsPerSecond()) + " rows/s"
                + remaining(true).map(left -> ", " + inWords(left) + " left").orElse("");
    }

    private static String rounded(double rate) {
        return rate < 10 ? String.valueOf(Math.round(rate * 10) / 10.0) : String.valueOf(Math.round(rate));
    }

    static String inWords(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    ObjectNode json() {
        ObjectNode json = BatchJson.of(batch, sums);
        json.put("rows", rows);
        json.put("ofRows", ofRows.isPresent() ? (Long) ofRows.getAsLong() : null);
        json.put("acceptedPerSecond", acceptedPerSecond);
        json.put("restedPerSecond", restedPerSecond);
        json.put("remainingSeconds", remaining(true).map(Duration::toSeconds).orElse(null));
        ArrayNode sentences = json.putArray("hindrances");
        hindrances.forEach(sentences::add);
        return json;
    }
}
