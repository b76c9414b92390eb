package io.ticketbridge.door.file;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of columns in one cell, with {@code ;} between them. What such a list, or a spreadsheet, would misunderstand is
 * written as JSON does, {@code \}{@code u003B}.
 */
final class NameList {

    private static final String BETWEEN = ";";
    private static final Pattern MISUNDERSTOOD = Pattern.compile("[;\\\\|\\t\\r\\n]|\\A[^\\p{L}\\p{N}_ ]");
    private static final Pattern WRITTEN = Pattern.compile("\\\\u([0-9A-F]{4})");

    private NameList() {}

    static String join(Collection<String> names) {
        return names.stream()
                .map(name -> MISUNDERSTOOD.matcher(name).replaceAll(NameList::written))
                .collect(Collectors.joining(BETWEEN));
    }

    private static String written(MatchResult found) {
        return found.group().chars().mapToObj("\\\\u%04X"::formatted).collect(Collectors.joining());
    }

    static List<String> split(String cell) {
        return Stream.of(cell.split(BETWEEN))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> WRITTEN.matcher(name).replaceAll(NameList::read))
                .toList();
    }

    private static String read(MatchResult found) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    }
}
