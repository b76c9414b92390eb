package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches.Batch;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call a batch, and which one they mean. */
final class BatchNames {

    private static final int SHORT = 12;
    private static final Pattern ID = Pattern.compile("([0-9a-f]{6,64})(:[a-z]+)?(#\\d+)?");

    private BatchNames() {}

    /** The beginning of its id, which is enough to name it; with its number when the file was sent once more. */
    static String shortName(Batch batch) {
        return shortName(batch.id());
    }

    private static String shortName(String id) {
        int number = id.indexOf('#');
        return id.substring(0, Math.min(SHORT, id.length())) + (number < 0 ? "" : id.substring(number));
    }

    /** Where it stands and whether a person holds it, in one word or two. */
    static String stage(Batch batch) {
        return switch (batch.control()) {
            case RUNNING -> batch.state();
            case PAUSED ->
                batch.finished().isPresent()
                        ? batch.state()
                        : batch.state().equals("reading") ? "reading, paused" : "paused";
            case CANCELLED -> batch.finished().isPresent() ? "cancelled" : "cancelling";
        };
    }

    /** The same; of a file whose bytes were taken before also which batch has its rows, for it has none. */
    static String stageAndOrigin(Batch batch) {
        return stage(batch)
                + batch.repeats().map(other -> ", repeats " + shortName(other)).orElse("");
    }

    /**
     * Those that a name may mean: an id, the beginning of one, with or without {@code :upstream} and {@code #number},
     * or a file name. Of a file that was only dropped again, the batch that has its rows; of one that was sent once
     * more, the first, unless the number is given.
     *
     * @param batches as {@link io.ticketbridge.ledger.Batches#named} finds them
     */
    static List<Batch> find(Function<String, List<Batch>> batches, String name) {
        Matcher id = ID.matcher(name.toLowerCase(Locale.ROOT));
        if (id.matches()) {
            List<Batch> found = batches.apply(id.group(1)).stream()
                    .filter(batch -> id.group(2) == null || batch.id().contains(id.group(2)))
                    .filter(batch -> id.group(3) == null || batch.id().endsWith(id.group(3)))
                    .toList();
            if (!found.isEmpty()) {
                return id.group(3) == null ? firstSent(withRows(found)) : found;
            }
        }
        return withRows(batches.apply(name));
    }

    /** The batch that has no number of its own, where there is one. */
    private static List<Batch> firstSent(List<Batch> found) {
        List<Batch> first =
                found.stream().filter(batch -> batch.id().indexOf('#') < 0).toList();
        return first.isEmpty() ? found : first;
    }

    private static List<Batch> withRows(List<Batch> found) {
        List<Batch> own =
                found.stream().filter(batch -> batch.repeats().isEmpty()).toList();
        return own.isEmpty() ? found : own;
    }
}
