package io.ticketbridge.door.file;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the columns of a file, or the names of its JSON objects, become fields of a support ticket. What it does not name
 * goes by its own name. Columns are named as {@link #name} writes them, fields by their flat names.
 *
 * @param rename field by column
 * @param ignore columns that are passed over
 * @param set value by field, the same in each row
 * @param join what a field is made of, by field
 * @param unknown what becomes of a column that is no field and is not named here; empty = the format's own rule
 * @param key columns whose values are the row's identity, instead of its place in the file
 * @param source what an error calls them, such as the columns file's name; columns that say the same are equal whatever
 *     they are called
 */
public record Columns(
        Map<String, String> rename,
        Set<String> ignore,
        Map<String, String> set,
        Map<String, Join> join,
        Optional<Unknown> unknown,
        List<String> key,
        String source) {

    private static final String NO_FILE = "the columns";

    /** Every column goes by its own name. */
    public static final Columns NONE = new Columns(Map.of(), Set.of(), Map.of(), Map.of(), Optional.empty(), List.of());

    /** Columns that come from no file. */
    public Columns(
            Map<String, String> rename,
            Set<String> ignore,
            Map<String, String> set,
            Map<String, Join> join,
            Optional<Unknown> unknown,
            List<String> key) {
        this(rename, ignore, set, join, unknown, key, NO_FILE);
    }

    /** What becomes of a column that nobody knows. */
    public enum Unknown {
        /** A header with one fails the file, an object with one its row. */
        ERROR,
        IGNORE
    }

    /**
     * @param from columns, in order; an empty one adds nothing
     * @param with what stands between two of them
     */
    public record Join(List<String> from, String with) {
        public Join {
            from = List.copyOf(from);
        }
    }

    public Columns {
        rename = Collections.unmodifiableMap(new TreeMap<>(rename));
        ignore = Collections.unmodifiableSet(new TreeSet<>(ignore));
        set = Collections.unmodifiableMap(new TreeMap<>(set));
        join = Collections.unmodifiableMap(new TreeMap<>(join));
        key = List.copyOf(key);
    }

    /**
     * @param fileName for the error
     * @throws UnusableFileException naming file, key and rule
     */
    public static Columns parse(String yaml, String fileName) {
        return new ColumnsYaml(fileName).read(yaml);
    }

    /** All of it as a columns file, always the same for the same columns; empty for {@link #NONE}. */
    public String yaml() {
        return equals(NONE) ? "" : ColumnsYaml.write(this);
    }

    /** What a batch's order says: the columns that are in the ledger from its beginning. */
    public Optional<String> ordered() {
        return Optional.of(yaml()).filter(yaml -> !yaml.isEmpty());
    }

    /** The columns of a batch's order. */
    public static Columns ofOrder(Optional<String> yaml) {
        return yaml.map(text -> parse(text, "the columns of the batch")).orElse(NONE);
    }

    /** Lower-case hex; empty for {@link #NONE}. */
    public String fingerprint() {
        String yaml = yaml();
        return yaml.isEmpty()
                ? ""
                : HexFormat.of().formatHex(Sha256.begin().digest(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    /** With other key columns, where any are given. One that is passed over otherwise is a key all the same. */
    public Columns withKey(List<String> columns) {
        List<String> names = columns.stream().map(Columns::name).distinct().toList();
        Set<String> others = new TreeSet<>(ignore);
        others.removeAll(names);
        return names.isEmpty() ? this : new Columns(rename, others, set, join, unknown, names, source);
    }

    /** With another rule for unknown columns, where one is given. */
    public Columns withUnknown(Optional<Unknown> rule) {
        return rule.isEmpty() ? this : new Columns(rename, ignore, set, join, rule, key, source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Columns columns
                && rename.equals(columns.rename)
                && ignore.equals(columns.ignore)
                && set.equals(columns.set)
                && join.equals(columns.join)
                && unknown.equals(columns.unknown)
                && key.equals(columns.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rename, ignore, set, join, unknown, key);
    }

    /** A column's name as it is compared: without white space around it, in Unicode's composed form. */
    static String name(String written) {
        return Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
    }

    /** Every column that is named here. */
    Set<String> named() {
        Set<String> named = new LinkedHashSet<>(rename.keySet());
        join.values().forEach(part -> named.addAll(part.from()));
        named.addAll(key);
        named.addAll(ignore);
        return named;
    }

    /** The key of the columns file that names a column, for an error. */
    String keyOf(String column) {
        if (rename.containsKey(column)) {
            return "rename." + column;
        }
        return join.entrySet().stream()
                .filter(part -> part.getValue().from().contains(column))
                .map(part -> "join." + part.getKey() + ".from")
                .findFirst()
                .orElse(key.contains(column) ? "key" : "ignore");
    }

    /** The key of the columns file that makes a field, where one does. */
    Optional<String> makerOf(String field) {
        if (set.containsKey(field)) {
            return Optional.of("set." + field);
        }
        if (join.containsKey(field)) {
            return Optional.of("join." + field);
        }
        return rename.entrySet().stream()
                .filter(entry -> entry.getValue().equals(field))
                .map(entry -> "rename." + entry.getKey())
                .findFirst();
    }

    /** Whether a column goes somewhere else than to the field of its own name. */
    boolean isMoved(String column) {
        return rename.containsKey(column)
                || join.values().stream().anyMatch(part -> part.from().contains(column));
    }
}
