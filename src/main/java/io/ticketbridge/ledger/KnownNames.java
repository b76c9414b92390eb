package io.ticketbridge.ledger;

import io.ticketbridge.ledger.SeenNames.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the intents that the names of many submissions lead to, with few queries. Not thread-safe. */
final class KnownNames {

    /** Names a query asks for. Always as many, so that it is prepared once. */
    private static final int AT_ONCE = 100;

    private static final String PLACES =
            Collections.nCopies(AT_ONCE, "?").stream().collect(Collectors.joining(", ", "(", ")"));

    private static final String HOLDERS =
            "SELECT kind, application, upstream, value, key FROM identity WHERE value IN " + PLACES;

    private static final String INTENTS = IntentRows.SELECT + "WHERE i.key IN " + PLACES;

    private final Optional<ReadPool> reads;
    private final Map<String, Boolean> batches = new HashMap<>();

    /** @param reads empty = there is no ledger */
    KnownNames(Optional<ReadPool> reads) {
        this.reads = reads;
    }

    /** How an identity of the submission is called among the found. */
    static String of(Submission submission, Identity identity) {
        return name(
                identity.kind().label(),
                StorableText.of(IdentityRows.stored(submission.application())),
                submission.upstream().label(),
                StorableText.of(IdentityRows.stored(identity.value())));
    }

    private static String name(String kind, String application, String upstream, String value) {
        return kind + ' ' + upstream + ' ' + application.length() + ' ' + application + value;
    }

    /** How the intent of a key is called among the found. */
    static String ofKey(String key) {
        return "key " + key;
    }

    /** Whether it is the place of this very row, which no other row of its file has. */
    static boolean isOwnPlace(Submission submission, Identity identity) {
        return identity.kind() == Identity.Kind.FILE
                && submission
                        .row()
                        .filter(row -> identity.value().equals(row.batch() + ":" + row.row()))
                        .isPresent();
    }

    /** The intents behind all names of the submissions, those of keys that are corrected among them. */
    Map<String, Intent> find(List<Submission> submissions) {
        return reads.map(pool -> pool.read(sql -> find(sql, submissions))).orElse(Map.of());
    }

    private Map<String, Intent> find(Sql sql, List<Submission> submissions) throws SQLException {
        Map<String, String> keys = new HashMap<>();
        for (String[] row : inParts(valuesOf(sql, submissions), HOLDERS, sql, found -> new String[] {
            name(found.getString(1), found.getString(2), found.getString(3), found.getString(4)), found.getString(5)
        })) {
            keys.put(row[0], row[1]);
        }
        submissions.forEach(submission -> submission.corrects().ifPresent(key -> keys.put(ofKey(key), key)));
        Map<String, Intent> intents = new HashMap<>();
        for (Intent intent : inParts(List.copyOf(Set.copyOf(keys.values())), INTENTS, sql, IntentRows::read)) {
            intents.put(intent.key(), intent);
        }
        Map<String, Intent> found = new HashMap<>();
        keys.forEach((name, key) -> Optional.ofNullable(intents.get(key)).ifPresent(intent -> found.put(name, intent)));
        return found;
    }

    private List<String> valuesOf(Sql sql, List<Submission> submissions) throws SQLException {
        Set<String> values = new LinkedHashSet<>();
        for (Submission submission : submissions) {
            for (Identity identity : submission.identities()) {
                if (!isOwnPlace(submission, identity)
                        || isBegun(sql, submission.row().orElseThrow().batch())) {
                    values.add(IdentityRows.stored(identity.value()));
                }
            }
        }
        return List.copyOf(values);
    }

    /** A row of a batch that was never begun has no place in the ledger, and needs no query. */
    private boolean isBegun(Sql sql, String batch) throws SQLException {
        Boolean known = batches.get(batch);
        if (known == null) {
            known = new BatchTable(sql).find(batch).isPresent();
            batches.put(batch, known);
        }
        return known;
    }

    private static <T> List<T> inParts(List<String> values, String query, Sql sql, Sql.RowReader<T> reader)
            throws SQLException {
        List<T> found = new ArrayList<>();
        for (int from = 0; from < values.size(); from += AT_ONCE) {
            Object[] part = new Object[AT_ONCE];
            for (int i = 0; i < AT_ONCE; i++) {
                part[i] = values.get(Math.min(from + i, values.size() - 1));
            }
            found.addAll(sql.all(query, reader, part));
        }
        return found;
    }

    /** As {@link Reception} asks it. */
    Change changeOf(Intent intent) {
        boolean changes = intent.state() == State.REJECTED
                && intent.reason()
                        .map(Reason::code)
                        .filter(Replays.REPLACED::equals)
                        .isEmpty()
                && !reads.orElseThrow().read(sql -> AttemptRows.hasUnresolved(sql, intent.key()));
        return !changes ? Change.NEVER : intent.attempts() == 0 ? Change.ALWAYS : Change.WHEN_OTHER;
    }

    /** The ticket of another row of a corrected batch that has this content. @param own its own ticket's key */
    Optional<Intent> elsewhere(Correction correction, Submission submission, Optional<String> own, boolean same) {
        return reads.orElseThrow().read(sql -> correction.elsewhere(sql, submission, own, same));
    }

    /** Whether an earlier reading of this row made an intent. */
    boolean hasRow(Submission submission) {
        return submission.row().isPresent()
                && reads.orElseThrow()
                        .read(sql -> BatchRows.madeBefore(sql, submission.row().get()))
                        .isPresent();
    }
}
