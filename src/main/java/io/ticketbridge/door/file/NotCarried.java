package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the columns of a file hold that a ticket made by the API cannot have, and what can be done about it. */
public final class NotCarried {

    private static final String KEEP = "; to keep it, join the column into the message by a columns file";

    private final Columns columns;
    private final boolean csv;
    private final Headings headings = Headings.load();

    private NotCarried(Columns columns, boolean csv) {
        this.columns = columns;
        this.csv = csv;
    }

    /**
     * A sentence for each such column that goes into no field.
     *
     * @throws UnusableFileException when it is no file of tickets
     */
    public static List<String> of(BatchFile file, Columns columns) throws IOException {
        NotCarried lost = new NotCarried(columns, OpenRows.format(file) == Format.CSV);
        return ColumnNames.of(file).names().stream()
                .flatMap(name -> lost.sentence(name).stream())
                .toList();
    }

    private Optional<String> sentence(String name) {
        boolean known = csv ? TicketCheck.isKnownField(name) : TicketCheck.isKnownJsonName(name);
        return known || columns.isMoved(name) || OwnColumns.contains(name)
                ? Optional.empty()
                : why(name).map(why -> TextForPeople.quoted(name) + " is not carried over: " + why);
    }

    private Optional<String> why(String name) {
        return headings.notCarried(name)
                .map(why -> why.contains("join") || why.contains("rename") ? why : why + KEEP)
                .or(() -> headings.field(name)
                        .filter(guess -> guess.field().equals("external_id"))
                        .map(guess -> "the API gives each ticket a number of its own; rename the column to external_id,"
                                + " by which the ticket is found again"));
    }
}
