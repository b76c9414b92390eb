package io.ticketbridge.door.file;

import io.ticketbridge.door.file.Survey.Destination;
import io.ticketbridge.door.file.Survey.Fate;
import io.ticketbridge.door.file.Survey.InvalidRow;
import io.ticketbridge.ledger.Forecast;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows as they come by. Not thread-safe. */
final class SurveyCounts {

    static final int MOST_INVALID = 10;
    static final int MOST_IGNORED = 100;
    /** A file with more has no profile for each: those behind are neither counted one by one nor in the sample. */
    static final int MOST_DESTINATIONS = 10_000;

    private final List<InvalidRow> firstInvalid = new ArrayList<>();
    private final Map<Upstream, Long> upstreams = new EnumMap<>(Upstream.class);
    private final SortedMap<Destination, Long> destinations = new TreeMap<>();
    private final long[] scripts = new long[Scripts.count()];
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final SortedMap<String, Long> ignored = new TreeMap<>();
    private final SampleRows sample = new SampleRows();
    private final BitSet scriptsOfRow = new BitSet(scripts.length);
    private long rows;

    void add(long row, Submission submission, Forecast forecast, TicketFields fields) {
        rows++;
        Fate fate = fate(forecast);
        fates.merge(fate, 1L, Long::sum);
        if (forecast instanceof Forecast.Invalid invalid && firstInvalid.size() < MOST_INVALID) {
            firstInvalid.add(new InvalidRow(row, invalid.reason()));
        }
        if (fate == Fate.SENT || fate == Fate.CORRECTION) {
            upstreams.merge(submission.upstream(), 1L, Long::sum);
            Destination destination = new Destination(submission.upstream(), submission.application());
            boolean showsNew = count(destination) | countScripts(fields);
            sample.add(row, showsNew);
        }
    }

    void ignored(List<String> fields) {
        fields.stream()
                .filter(name -> ignored.size() < MOST_IGNORED || ignored.containsKey(name))
                .forEach(name -> ignored.merge(name, 1L, Long::sum));
    }

    SortedMap<String, Long> ignored() {
        return Collections.unmodifiableSortedMap(ignored);
    }

    private static Fate fate(Forecast forecast) {
        if (forecast instanceof Forecast.Created) {
            return Fate.SENT;
        } else if (forecast instanceof Forecast.Revised) {
            return Fate.CORRECTION;
        } else if (forecast instanceof Forecast.Converged converged) {
            return converged.holder() instanceof Forecast.Holder.Known ? Fate.KNOWN : Fate.REPEAT;
        }
        return forecast instanceof Forecast.Refused ? Fate.REFUSED : Fate.INVALID;
    }

    private boolean count(Destination destination) {
        if (destinations.size() >= MOST_DESTINATIONS && !destinations.containsKey(destination)) {
            return false;
        }
        return destinations.merge(destination, 1L, Long::sum) == 1;
    }

    private boolean countScripts(TicketFields fields) {
        scriptsOfRow.clear();
        fields.first("subject").ifPresent(text -> Scripts.addTo(scriptsOfRow, text));
        fields.first("message").ifPresent(text -> Scripts.addTo(scriptsOfRow, text));
        boolean showsNew = false;
        for (int script = scriptsOfRow.nextSetBit(0); script >= 0; script = scriptsOfRow.nextSetBit(script + 1)) {
            scripts[script]++;
            showsNew |= scripts[script] == 1;
        }
        return showsNew;
    }

    long rows() {
        return rows;
    }

    long invalid() {
        return fates.getOrDefault(Fate.INVALID, 0L);
    }

    Map<Fate, Long> fates() {
        return Collections.unmodifiableMap(fates);
    }

    List<InvalidRow> firstInvalid() {
        return List.copyOf(firstInvalid);
    }

    Map<Upstream, Long> upstreams() {
        return Collections.unmodifiableMap(upstreams);
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
