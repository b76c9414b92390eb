package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.LongPredicate;

/** What one pass over a file showed, read and checked as its door would, in bounded memory. Nothing was taken. */
public final class Survey {

    private final BatchFile file;
    private final SurveyCounts counts;
    private final Optional<Reason> broken;

    Survey(BatchFile file, SurveyCounts counts, Optional<Reason> broken) {
        this.file = file;
        this.counts = counts;
        this.broken = broken;
    }

    /** Where a valid row would go. */
    public record Destination(Upstream upstream, String application) implements Comparable<Destination> {
        @Override
        public int compareTo(Destination other) {
            int byUpstream = upstream.compareTo(other.upstream);
            return byUpstream != 0 ? byUpstream : application.compareTo(other.application);
        }
    }

    /** A row that the door would reject. */
    public record InvalidRow(long row, Reason reason) {}

    /** @throws UnusableFileException when the file is none that can be imported */
    public static Survey of(Path file, Admission admission) throws IOException {
        return of(file, admission, row -> false);
    }

    /**
     * @param settled the rows that are not sent, so that none is in the sample: in a file that corrects another
     * @throws UnusableFileException when the file is none that can be imported
     */
    public static Survey of(Path file, Admission admission, LongPredicate settled) throws IOException {
        return new SurveyPass(admission, settled).over(file);
    }

    /** The batch that these bytes are at this upstream. */
    public String batch(Upstream upstream) {
        return file.batch(upstream);
    }

    /** Rows that could be read. */
    public long rows() {
        return counts.rows();
    }

    public long valid() {
        return counts.rows() - counts.invalid();
    }

    /** Valid rows that are sent. */
    public long toBeSent() {
        return counts.sample().size();
    }

    /** Rows that the door would reject. */
    public long invalid() {
        return counts.invalid();
    }

    /** The first of the invalid rows. */
    public List<InvalidRow> firstInvalid() {
        return counts.firstInvalid();
    }

    /** Valid rows by where they would go. Of more than 10,000 the first are told. */
    public SortedMap<Destination, Long> destinations() {
        return counts.destinations();
    }

    /** Valid rows by the scripts of their subjects and messages; a row can be in several. */
    public SortedMap<UnicodeScript, Long> scripts() {
        return counts.scripts();
    }

    /** Why nothing more can be read after the last row. */
    public Optional<Reason> broken() {
        return broken;
    }

    /**
     * A first sample of the valid rows that are sent: every application and every script of the file is in it, and the
     * rest of {@code most} is spread evenly over the file. What it must cover wins over {@code most}. The same rows
     * each time.
     */
    public SortedSet<Long> first(int most) {
        return counts.sample().choose(most);
    }
}
