package io.ticketbridge.door.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from running what a cell says as a formula, by a {@code '} in front. Also inside a cell, behind a
 * line break or what another program takes for the separator: it would see a cell begin there. A rejects file names the
 * cells so treated in {@link OwnColumns#ESCAPED}, so that reading it again gives the very same values.
 */
final class FormulaGuard {

    private static final String MARK = "'";
    /** What a formula begins with, the wide forms too, which some spreadsheets take for the narrow ones. */
    private static final String BEGINNINGS = "=+\\-@%\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String AT_THE_BEGINNING = "\\A%s(?=[\"']*[" + BEGINNINGS + "|\\t\\r\\n])";
    private static final String INSIDE = "(?<=[;|\\t\\r\\n])%s(?=[\"']*[" + BEGINNINGS + "])";

    private static final Pattern UNMARKED = pattern("");
    private static final Pattern MARKED = pattern(MARK);

    private FormulaGuard() {}

    private static Pattern pattern(String mark) {
        return Pattern.compile((AT_THE_BEGINNING + "|" + INSIDE).replace("%s", mark));
    }

    static boolean isDangerous(String text) {
        return UNMARKED.matcher(text).find();
    }

    /** Marks each place where a formula could begin; {@link #unescape(String)} gives any text back. */
    static String escape(String text) {
        return UNMARKED.matcher(text).replaceAll(MARK);
    }

    /** The text as it was before {@link #escape}. A place whose mark a person removed is left as it is. */
    static String unescape(String text) {
        return MARKED.matcher(text).replaceAll("");
    }

    /** The names of the columns of a row whose cells {@link #escape} changes. */
    static List<String> escapedNames(Map<String, String> columns) {
        return columns.entrySet().stream()
                .filter(column -> isDangerous(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A row's values as they were before {@link #escape}. */
    static Map<String, String> unescape(Map<String, String> columns) {
        List<String> escaped = NameList.split(columns.getOrDefault(OwnColumns.ESCAPED, ""));
        if (escaped.isEmpty()) {
            return columns;
        }
        Map<String, String> plain = new LinkedHashMap<>(columns);
        escaped.forEach(name -> plain.computeIfPresent(name, (same, cell) -> unescape(cell)));
        return plain;
    }
}
