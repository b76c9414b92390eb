package io.ticketbridge.ledger;

import io.ticketbridge.ledger.Forecast.Holder;
import io.ticketbridge.ledger.SeenNames.Change;
import io.ticketbridge.ledger.SeenNames.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says what {@link Intake#accept} would make of submissions that came one after the other from now on, and changes
 * nothing. It remembers the names of at most {@link SeenNames#MOST}; a submission that repeats a name behind those is
 * told as if it were the first. Not thread-safe.
 */
public final class Preview {

    private final KnownNames ledger;
    /** Present when the submissions are rows of a batch that corrects another. */
    private final Optional<Correction> correction;

    private final SeenNames seen = new SeenNames();
    private long submissions;

    private Preview(KnownNames ledger, Optional<Correction> correction) {
        this.ledger = ledger;
        this.correction = correction;
    }

    /**
     * @param batch whose rows the submissions are
     * @param corrected the batches that it corrects, the last first; empty = it corrects none
     */
    static Preview of(ReadPool reads, String batch, List<String> corrected) {
        return new Preview(
                new KnownNames(Optional.of(reads)),
                corrected.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Correction(batch, corrected, RowContents.of(reads, corrected, batch))));
    }

    static Preview of(ReadPool reads) {
        return of(reads, "", List.of());
    }

    /** Where there is no ledger yet. */
    public static Preview ofEmptyLedger() {
        return new Preview(new KnownNames(Optional.empty()), Optional.empty());
    }

    /** What stands behind a name: who, with which content, and whether that can still change. */
    private record Behind(Holder holder, int content, Change change) {}

    /** @return one forecast a submission, in order */
    public List<Forecast> next(List<Submission> some) {
        Map<String, Intent> known = ledger.find(some);
        List<Forecast> forecasts = new ArrayList<>(some.size());
        for (Submission submission : some) {
            submissions++;
            forecasts.add(forecast(submission, known));
        }
        return forecasts;
    }

    /** Whether names went by that it could not remember. */
    public boolean isForgetful() {
        return seen.isFull();
    }

    private Forecast forecast(Submission submission, Map<String, Intent> known) {
        Optional<Behind> corrected = submission
                .corrects()
                .map(key -> known.get(KnownNames.ofKey(key)))
                .filter(intent -> intent.upstream() == submission.upstream())
                .map(this::behind);
        if (submission.rejection().isPresent()) {
            return corrected
                    .map(intent -> invalid(intent, submission))
                    .orElseGet(() -> new Forecast.Invalid(submission.rejection().get()));
        }
        Map<String, Behind> holders = new TreeMap<>();
        List<String> fresh = new ArrayList<>();
        for (Identity identity : submission.identities()) {
            String name = KnownNames.of(submission, identity);
            behind(name, known).ifPresentOrElse(found -> holders.put(token(found.holder()), found), () -> {
                if (!KnownNames.isOwnPlace(submission, identity)) {
                    fresh.add(name);
                }
            });
        }
        corrected.ifPresent(found -> holders.put(token(found.holder()), found));
        if (holders.isEmpty()) {
            Optional<Intent> elsewhere = elsewhere(submission, Optional.empty(), false);
            if (elsewhere.isPresent()) {
                return moved(elsewhere.get());
            }
            Seen made = new Seen((int) submissions, content(submission), Change.NEVER);
            fresh.forEach(name -> seen.put(name, made));
            return new Forecast.Created();
        }
        Behind holder = holders.values().iterator().next();
        return holders.size() > 1
                ? new Forecast.Refused("KeyConflict", holder.holder())
                : meet(submission, holder, fresh, corrected.isPresent());
    }

    /** As {@link Reception} meets it. */
    private Forecast meet(Submission submission, Behind met, List<String> fresh, boolean corrects) {
        boolean same = met.content() == content(submission);
        boolean changes = met.change() != Change.NEVER && (!same || isWorthRepeating(submission, met, corrects));
        Optional<Intent> elsewhere =
                changes || !same ? elsewhere(submission, Optional.of(met.holder()), same) : Optional.empty();
        if (elsewhere.isPresent()) {
            return moved(elsewhere.get());
        }
        if (!changes && !same) {
            return new Forecast.Refused("KeyReused", met.holder());
        }
        Seen now = new Seen(number(met.holder()), content(submission), changes ? Change.NEVER : met.change());
        if (changes || !fresh.isEmpty()) {
            seen.put(token(met.holder()), now);
        }
        fresh.forEach(name -> seen.put(name, now));
        return changes ? new Forecast.Revised(met.holder()) : new Forecast.Converged(met.holder());
    }

    private boolean isWorthRepeating(Submission submission, Behind met, boolean corrects) {
        return correction.isPresent()
                ? !(met.holder() instanceof Holder.Known known && Correction.isOwnWork(known.intent(), submission))
                : corrects && met.change() == Change.ALWAYS;
    }

    private Optional<Intent> elsewhere(Submission submission, Optional<Holder> own, boolean same) {
        Optional<String> key = own.flatMap(holder -> holder instanceof Holder.Known known
                ? Optional.of(known.intent().key())
                : Optional.empty());
        return correction.flatMap(rules -> ledger.elsewhere(rules, submission, key, same));
    }

    private static Forecast moved(Intent other) {
        return new Forecast.Refused(Correction.moved(other).code(), new Holder.Known(other));
    }

    /**
     * One that can change keeps its state, rejected, and is corrected by whatever comes next under its key; in a
     * correction one that cannot keeps its content.
     */
    private Forecast invalid(Behind corrected, Submission submission) {
        if (!ledger.hasRow(submission)) {
            if (corrected.change() != Change.NEVER) {
                seen.put(
                        token(corrected.holder()),
                        new Seen(number(corrected.holder()), content(submission), corrected.change()));
            } else if (correction.isPresent()) {
                return new Forecast.Refused("KeyReused", corrected.holder());
            }
        }
        return new Forecast.Invalid(submission.rejection().orElseThrow());
    }

    private Optional<Behind> behind(String name, Map<String, Intent> known) {
        Optional<Behind> earlier = seen.find(name).map(this::behind);
        return earlier.isPresent()
                ? earlier
                : Optional.ofNullable(known.get(name)).map(this::behind);
    }

    private Behind behind(Seen found) {
        Seen now = found.change() == Change.NEVER
                ? found
                : seen.find(token(new Holder.Earlier(found.number()))).orElse(found);
        return new Behind(new Holder.Earlier(now.number()), now.content(), now.change());
    }

    private Behind behind(Intent intent) {
        Holder.Known holder = new Holder.Known(intent);
        return seen.find(token(holder))
                .map(this::behind)
                .orElseGet(
                        () -> new Behind(holder, SeenNames.contentOf(intent.contentHash()), ledger.changeOf(intent)));
    }

    private static String token(Holder holder) {
        return holder instanceof Holder.Known known
                ? KnownNames.ofKey(known.intent().key())
                : "earlier " + ((Holder.Earlier) holder).number();
    }

    /** An intent of the ledger is known by the submission that met it, once names of this file lead to it. */
    private int number(Holder holder) {
        return (int) (holder instanceof Holder.Earlier earlier ? earlier.number() : submissions);
    }

    private static int content(Submission submission) {
        return SeenNames.contentOf(submission.contentHash());
    }
}
