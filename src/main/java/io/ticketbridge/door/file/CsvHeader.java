package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first record of a CSV file. A header with a name that is no field fails the file: it is most often a typo. */
record CsvHeader(List<String> names, char separator) {

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** Looks ahead in the source, and leaves it at the header. */
    static char separatorOf(CharSource source) {
        String ahead = source.ahead();
        return SEPARATORS.stream()
                .max(Comparator.comparingLong((Character separator) -> knownNames(ahead, separator))
                        .thenComparing(
                                Comparator.comparingInt(SEPARATORS::indexOf).reversed()))
                .orElseThrow();
    }

    private static long knownNames(String ahead, char separator) {
        return cut(ahead, separator).stream().filter(CsvHeader::isKnown).count();
    }

    private static List<String> cut(String ahead, char separator) {
        try (CharSource source = new CharSource(new StringReader(ahead))) {
            return new CsvParser(source, separator)
                    .next()
                    .map(CsvParser.Parsed::cells)
                    .orElse(List.of());
        } catch (UnusableFileException | IOException e) {
            return List.of();
        }
    }

    /** @throws UnusableFileException when it is no header, naming the column */
    static CsvHeader read(CsvParser parser, char separator) throws IOException {
        CsvParser.Parsed first =
                parser.next().orElseThrow(() -> new UnusableFileException("EmptyFile", "The file has no header line."));
        first.flaw().ifPresent(flaw -> {
            throw new UnusableFileException("BadHeader", flaw.asFieldError().message());
        });
        List<String> names =
                withoutTrailingEmpty(first.cells().stream().map(String::strip).toList());
        OwnColumns.refuseReport(names);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String where = "Column " + (i + 1) + " of the header";
            String name = names.get(i);
            if (name.isEmpty()) {
                throw new UnusableFileException("UnknownColumn", where + " has no name.");
            }
            if (!isKnown(name)) {
                throw new UnusableFileException(
                        "UnknownColumn",
                        where + ", " + TextForPeople.quoted(name) + ", is no field of a support ticket; correct or"
                                + " remove it and drop the file again. No row was taken.");
            }
            if (!seen.add(name)) {
                throw new UnusableFileException(
                        "DuplicateColumn", where + ", " + TextForPeople.quoted(name) + ", is there twice.");
            }
        }
        return new CsvHeader(names, separator);
    }

    /** Some programs end each line, the header's too, with separators that separate nothing. */
    private static List<String> withoutTrailingEmpty(List<String> names) {
        int end = names.size();
        while (end > 0 && names.get(end - 1).isEmpty()) {
            end--;
        }
        return names.subList(0, end);
    }

    private static boolean isKnown(String name) {
        return OwnColumns.contains(name.strip()) || TicketCheck.isKnownField(name.strip());
    }
}
