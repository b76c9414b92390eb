package io.ticketbridge.door.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a spreadsheet from running a cell as a formula: such a cell gets a leading {@code '}. A rejects file names the
 * cells so treated in {@link OwnColumns#ESCAPED}, so that reading it again gives the very same values.
 */
final class FormulaGuard {

    private static final String MARK = "'";
    private static final String DANGEROUS = "=+-@\t\r\n|%";
    private static final String BETWEEN = ";";

    private FormulaGuard() {}

    static boolean isDangerous(String cell) {
        return !cell.isEmpty() && DANGEROUS.indexOf(cell.charAt(0)) >= 0;
    }

    static String escape(String cell) {
        return isDangerous(cell) ? MARK + cell : cell;
    }

    /** The cell of {@link OwnColumns#ESCAPED} for a row of these columns. */
    static String escapedNames(Map<String, String> columns) {
        List<String> names = columns.entrySet().stream()
                .filter(column -> isDangerous(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return String.join(BETWEEN, names);
    }

    /** The values as they were before {@link #escape}. A cell whose mark a person removed is left as it is. */
    static Map<String, String> unescape(Map<String, String> columns) {
        String escaped = columns.getOrDefault(OwnColumns.ESCAPED, "");
        if (escaped.isEmpty()) {
            return columns;
        }
        Map<String, String> plain = new LinkedHashMap<>(columns);
        Arrays.stream(escaped.split(BETWEEN))
                .forEach(name -> plain.computeIfPresent(
                        name, (same, cell) -> cell.startsWith(MARK) ? cell.substring(MARK.length()) : cell));
        return plain;
    }
}
