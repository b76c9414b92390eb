package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first record of a CSV file. A header with a name that is neither a field nor in the columns file fails the file:
 * it is most often a typo.
 *
 * @param names by position; empty = nothing is kept of this column
 * @param used the columns that make fields or keys
 */
record CsvHeader(List<String> names, Set<String> used) {

    /** @throws UnusableFileException when it is no header for these columns, naming the column */
    static CsvHeader read(CsvParser parser, Columns columns) throws IOException {
        List<String> names = names(parser);
        List<String> kept = new ArrayList<>();
        Set<String> used = new HashSet<>();
        Set<String> named = columns.named();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean isUsed =
                    isKnown(name) || (named.contains(name) && !columns.ignore().contains(name));
            if (!isUsed && !isPassedOver(name, columns)) {
                throw unknown(name, i);
            }
            Integer before = first.putIfAbsent(name, i);
            if (isUsed && !isPassedOver(name, columns)) {
                refuseDuplicate(name, before, i);
                refuseSecond(name, i, columns);
                used.add(name);
            }
            kept.add(before == null && (isUsed || !isOtherwiseOfJson(name, columns)) ? name : "");
        }
        if (!names.contains(OwnColumns.KEY)) { // a rejects file has only those that its rows need
            named.stream().filter(name -> !first.containsKey(name)).findFirst().ifPresent(name -> {
                throw lacking(name, columns);
            });
        }
        return new CsvHeader(kept, used);
    }

    /** Without a look at whether they are known. */
    static List<String> names(CsvParser parser) throws IOException {
        CsvParser.Parsed header =
                parser.next().orElseThrow(() -> new UnusableFileException("EmptyFile", "The file has no header line."));
        header.flaw().ifPresent(flaw -> {
            throw new UnusableFileException("BadHeader", flaw.asFieldError().message());
        });
        List<String> names =
                withoutTrailingEmpty(header.cells().stream().map(Columns::name).toList());
        OwnColumns.refuseReport(names);
        return names.contains(OwnColumns.ESCAPED)
                ? names.stream().map(FormulaGuard::unescape).toList()
                : names;
    }

    /** Some programs end each line, the header's too, with separators that separate nothing. */
    private static List<String> withoutTrailingEmpty(List<String> names) {
        int end = names.size();
        while (end > 0 && names.get(end - 1).isEmpty()) {
            end--;
        }
        return names.subList(0, end);
    }

    /** An unknown column whose name means something in a JSON object, which rejected rows must not mean by it. */
    private static boolean isOtherwiseOfJson(String name, Columns columns) {
        return TicketCheck.isKnownJsonName(name) && !columns.ignore().contains(name);
    }

    private static boolean isPassedOver(String name, Columns columns) {
        return columns.ignore().contains(name)
                || (!isKnown(name)
                        && !columns.named().contains(name)
                        && columns.unknown().equals(Optional.of(Columns.Unknown.IGNORE)));
    }

    private static UnusableFileException unknown(String name, int index) {
        String rule = name.isEmpty()
                ? where(index) + " has no name."
                : where(index) + ", " + TextForPeople.quoted(name) + ", is no field of a support ticket; correct or"
                        + " remove it, or name it in a columns file, and drop the file again. No row was taken.";
        return new UnusableFileException("UnknownColumn", rule);
    }

    private static void refuseDuplicate(String name, Integer before, int index) {
        if (before != null) {
            throw new UnusableFileException(
                    "DuplicateColumn",
                    "Columns " + (before + 1) + " and " + (index + 1) + " of the header are both named "
                            + TextForPeople.quoted(name) + "; rename one of them. No row was taken.");
        }
    }

    /** A field that the columns file makes must not come by its own name as well. */
    private static void refuseSecond(String name, int index, Columns columns) {
        if (!columns.isMoved(name)) {
            TicketCheck.ticketField(name).flatMap(columns::makerOf).ifPresent(maker -> {
                throw new UnusableFileException(
                        "DuplicateColumn",
                        where(index) + ", " + TextForPeople.quoted(name) + ", is a field that "
                                + TextForPeople.quoted(columns.source()) + " makes too (" + TextForPeople.quoted(maker)
                                + "); put the column under ignore, or take"
                                + " that out. No row was taken.");
            });
        }
    }

    static UnusableFileException lacking(String name, Columns columns) {
        return new UnusableFileException(
                UnusableFileException.BAD_COLUMNS,
                TextForPeople.quoted(columns.source()) + " names a column that the file lacks: "
                        + TextForPeople.quoted(name) + ", under " + TextForPeople.quoted(columns.keyOf(name))
                        + "; correct or remove it. No row was taken.");
    }

    private static String where(int index) {
        return "Column " + (index + 1) + " of the header";
    }

    private static boolean isKnown(String name) {
        return OwnColumns.contains(name) || TicketCheck.isKnownField(name);
    }
}
