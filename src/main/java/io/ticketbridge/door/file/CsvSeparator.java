package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Recognises what separates the cells of a CSV file: under which the header has most names that are known, else under
 * which the first records are of one length, the longest.
 */
final class CsvSeparator {

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int RECORDS = 20;

    /** @param length of each of the first records; 1 when they differ */
    private record Look(char separator, long known, int length) {}

    private CsvSeparator() {}

    /** Looks ahead in the source, and leaves it at the header. */
    static char of(CharSource source, Columns columns) {
        String ahead = source.ahead();
        Set<String> named = columns.named();
        return SEPARATORS.stream()
                .map(separator -> look(ahead, separator, named))
                .max(Comparator.comparingLong(Look::known)
                        .thenComparingInt(Look::length)
                        .thenComparing(Comparator.comparingInt((Look look) -> SEPARATORS.indexOf(look.separator()))
                                .reversed()))
                .orElseThrow()
                .separator();
    }

    private static Look look(String ahead, char separator, Set<String> named) {
        List<List<String>> records = cut(ahead, separator);
        if (records.isEmpty()) {
            return new Look(separator, 0, 1);
        }
        List<String> header = records.get(0);
        long known = header.stream()
                .map(Columns::name)
                .filter(name -> named.contains(name) || OwnColumns.contains(name) || TicketCheck.isKnownField(name))
                .count();
        boolean even = records.stream().allMatch(record -> record.size() == header.size());
        return new Look(separator, known, even ? header.size() : 1);
    }

    private static List<List<String>> cut(String ahead, char separator) {
        List<List<String>> records = new ArrayList<>();
        try (CharSource source = new CharSource(new StringReader(ahead))) {
            CsvParser parser = new CsvParser(source, separator);
            for (var next = parser.next(); next.isPresent() && records.size() < RECORDS; next = parser.next()) {
                if (records.isEmpty() || source.peek() != CharSource.END) { // the last may be cut off
                    records.add(next.get().cells());
                }
            }
        } catch (UnusableFileException | IOException e) {
            return records; // the reading of the file will say what is wrong
        }
        return records;
    }
}
