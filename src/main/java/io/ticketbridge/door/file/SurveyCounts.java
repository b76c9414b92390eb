package io.ticketbridge.door.file;

import io.ticketbridge.door.file.Survey.Destination;
import io.ticketbridge.door.file.Survey.InvalidRow;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows as they come by. Not thread-safe. */
final class SurveyCounts {

    static final int MOST_INVALID = 10;
    /** A file with more has no profile for each: those behind are neither counted one by one nor in the sample. */
    static final int MOST_DESTINATIONS = 10_000;

    private final List<InvalidRow> firstInvalid = new ArrayList<>();
    private final SortedMap<Destination, Long> destinations = new TreeMap<>();
    private final long[] scripts = new long[Scripts.count()];
    private final SampleRows sample = new SampleRows();
    private final BitSet scriptsOfRow = new BitSet(scripts.length);
    private final Set<Destination> covered = new HashSet<>();
    private final BitSet coveredScripts = new BitSet(scripts.length);
    private long rows;
    private long invalid;

    void addInvalid(long row, Reason reason) {
        rows++;
        invalid++;
        if (firstInvalid.size() < MOST_INVALID) {
            firstInvalid.add(new InvalidRow(row, reason));
        }
    }

    /** @param toBeSent only such a row can be in the sample */
    void addValid(long row, Submission submission, TicketFields fields, boolean toBeSent) {
        rows++;
        Destination destination = new Destination(submission.upstream(), submission.application());
        boolean counted = count(destination);
        countScripts(fields);
        if (toBeSent) {
            boolean showsNew = coversScripts() | (counted && covered.add(destination));
            sample.add(row, showsNew);
        }
    }

    private boolean count(Destination destination) {
        if (destinations.size() >= MOST_DESTINATIONS && !destinations.containsKey(destination)) {
            return false;
        }
        destinations.merge(destination, 1L, Long::sum);
        return true;
    }

    private void countScripts(TicketFields fields) {
        scriptsOfRow.clear();
        fields.first("subject").ifPresent(text -> Scripts.addTo(scriptsOfRow, text));
        fields.first("message").ifPresent(text -> Scripts.addTo(scriptsOfRow, text));
        scriptsOfRow.stream().forEach(script -> scripts[script]++);
    }

    private boolean coversScripts() {
        int before = coveredScripts.cardinality();
        coveredScripts.or(scriptsOfRow);
        return coveredScripts.cardinality() > before;
    }

    long rows() {
        return rows;
    }

    long invalid() {
        return invalid;
    }

    List<InvalidRow> firstInvalid() {
        return List.copyOf(firstInvalid);
    }

    SortedMap<Destination, Long> destinations() {
        return Collections.unmodifiableSortedMap(destinations);
    }

    SortedMap<UnicodeScript, Long> scripts() {
        SortedMap<UnicodeScript, Long> seen = new TreeMap<>();
        for (int script = 0; script < scripts.length; script++) {
            if (scripts[script] > 0) {
                seen.put(Scripts.ofOrdinal(script), scripts[script]);
            }
        }
        return seen;
    }

    SampleRows sample() {
        return sample;
    }
}
