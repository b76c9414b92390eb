package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Preview;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** What one pass over a file showed, read and checked as its door would, in bounded memory. Nothing was taken. */
public final class Survey {

    private final SurveyCounts counts;
    private final Optional<Reason> broken;

    Survey(SurveyCounts counts, Optional<Reason> broken) {
        this.counts = counts;
        this.broken = broken;
    }

    /** Where a row would go. */
    public record Destination(Upstream upstream, String application) implements Comparable<Destination> {
        @Override
        public int compareTo(Destination other) {
            int byUpstream = upstream.compareTo(other.upstream);
            return byUpstream != 0 ? byUpstream : application.compareTo(other.application);
        }
    }

    /** What would become of a row. */
    public enum Fate {
        /** A new ticket. */
        SENT,
        /** A rejected ticket would take this content and be sent. */
        CORRECTION,
        /** Its ticket is in the ledger. */
        KNOWN,
        /** Its ticket is an earlier row's. */
        REPEAT,
        /** Its names belong to tickets of other content. */
        REFUSED,
        INVALID
    }

    /** A row that the door would reject. */
    public record InvalidRow(long row, Reason reason) {}

    /**
     * @param preview of that batch: knows which rows have their tickets already
     * @param batch that the file would be
     * @throws UnusableFileException when the file is none that can be imported
     */
    public static Survey of(BatchFile file, Columns columns, Admission admission, Preview preview, ForeseenBatch batch)
            throws IOException {
        return new DryRun(admission, columns, preview).read(file, batch, (row, submission, forecast) -> {});
    }

    /** Rows that could be read. */
    public long rows() {
        return counts.rows();
    }

    public long valid() {
        return counts.rows() - counts.invalid();
    }

    /** Rows that the door would reject. */
    public long invalid() {
        return counts.invalid();
    }

    /** The first of the invalid rows. */
    public List<InvalidRow> firstInvalid() {
        return counts.firstInvalid();
    }

    /** Rows by what would become of them; only what occurs is there. */
    public Map<Fate, Long> fates() {
        return counts.fates();
    }

    /** Rows that would be sent. */
    public long toBeSent() {
        return fates().getOrDefault(Fate.SENT, 0L) + fates().getOrDefault(Fate.CORRECTION, 0L);
    }

    /** Rows that would be sent, by upstream. */
    public Map<Upstream, Long> upstreams() {
        return counts.upstreams();
    }

    /** Rows that would be sent, by where to. Of more than 10,000 places the first are told. */
    public SortedMap<Destination, Long> destinations() {
        return counts.destinations();
    }

    /** Rows that would be sent, by the scripts of their subjects and messages; a row can be in several. */
    public SortedMap<UnicodeScript, Long> scripts() {
        return counts.scripts();
    }

    /** Rows by names in them that are no field of a ticket and are left out; the first 100 names. */
    public SortedMap<String, Long> ignoredFields() {
        return counts.ignored();
    }

    /** Why nothing more can be read after the last row. */
    public Optional<Reason> broken() {
        return broken;
    }

    /**
     * A first sample of the rows that would be sent: every application and every script among them is in it, and the
     * rest of {@code most} is spread evenly over the file. What it must cover wins over {@code most}. The same rows
     * each time.
     */
    public SortedSet<Long> first(int most) {
        return counts.sample().choose(most);
    }
}
