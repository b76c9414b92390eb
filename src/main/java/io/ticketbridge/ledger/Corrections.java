package io.ticketbridge.ledger;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The corrections that are being read, made once a reading and given back when memory is short. Thread-safe. */
final class Corrections {

    /** As many files as are read at a time. */
    private static final int MOST = 2;

    private final ReadPool reads;
    private final Map<String, SoftReference<Correction>> known = new LinkedHashMap<>(MOST, 0.75f, true);

    Corrections(ReadPool reads) {
        this.reads = reads;
    }

    /** Empty = the batch corrects none. */
    Optional<Correction> of(String batch) {
        List<String> chain = reads.read(sql -> {
            Optional<Batches.Batch> found = new BatchTable(sql).find(batch);
            return found.isPresent() ? CorrectedRows.chain(sql, found.get()) : List.of();
        });
        return chain.isEmpty() ? Optional.empty() : Optional.of(remembered(batch, chain));
    }

    private synchronized Correction remembered(String batch, List<String> chain) {
        SoftReference<Correction> reference = known.get(batch);
        Correction correction = reference == null ? null : reference.get();
        if (correction == null) {
            correction = new Correction(batch, chain, RowContents.of(reads, chain, batch));
            known.put(batch, new SoftReference<>(correction));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return correction;
    }
}
