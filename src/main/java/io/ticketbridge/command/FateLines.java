package io.ticketbridge.command;

import io.ticketbridge.door.file.DryRun;
import io.ticketbridge.ledger.Forecast;
import io.ticketbridge.ledger.Forecast.Holder;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Submission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What would become of the rows of a file, one line for consecutive rows of the same fate. */
final class FateLines implements DryRun.Fates {

    /**
     * @param group equal fates of consecutive rows are one line
     * @param who the ticket or row that is met; differs from row to row
     */
    private record Fate(Object group, String what, String who) {

        Fate(String what) {
            this(what, what, "");
        }
    }

    /** Named in one line; how many rows each has is in the summary. */
    private static final int MOST_APPLICATIONS = 5;

    private final Consumer<String> lines;
    private final Set<String> applications = new LinkedHashSet<>();
    private Fate current;
    private String firstWho;
    private long from;
    private long to;

    FateLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void row(long row, Submission submission, Forecast forecast) {
        Fate fate = fate(row, submission, forecast);
        if (current == null || !current.group().equals(fate.group()) || row != to + 1) {
            end();
            from = row;
            firstWho = fate.who();
            applications.clear();
        }
        if (forecast instanceof Forecast.Created && applications.size() <= MOST_APPLICATIONS) {
            applications.add(submission.application());
        }
        to = row;
        current = fate;
    }

    /** Tells the last rows. */
    void end() {
        if (current != null) {
            String rows = from == to ? "row " + from : "rows " + from + "-" + to;
            String whom = firstWho.equals(current.who()) ? firstWho : firstWho + " to " + current.who();
            lines.accept(rows + ": " + current.what() + whom + inWords(applications));
        }
        current = null;
    }

    private static Fate fate(long row, Submission submission, Forecast forecast) {
        if (forecast instanceof Forecast.Created) {
            return new Fate("would be sent to " + submission.upstream().label());
        } else if (forecast instanceof Forecast.Invalid invalid) {
            return new Fate("would be rejected: " + invalid.reason().code() + ": "
                    + invalid.reason().text());
        } else if (forecast instanceof Forecast.Converged converged) {
            return met(row, converged.holder(), "already in the ledger: ", "the same ticket as ");
        } else if (forecast instanceof Forecast.Revised revised) {
            return met(row, revised.holder(), "would correct and send ", "would correct and send ");
        }
        Forecast.Refused refused = (Forecast.Refused) forecast;
        String what = "would be refused: " + refused.code() + ": "
                + switch (refused.code()) {
                    case "KeyReused" -> "its name belongs to other content: ";
                    case "RowMoved" -> "rows must keep their places, and it has the content of another row: ";
                    default -> "its names belong to different tickets, one of them ";
                };
        return met(row, refused.holder(), what, what);
    }

    private static Fate met(long row, Holder holder, String known, String earlier) {
        if (holder instanceof Holder.Known in) {
            return new Fate(List.of(known, in.intent().state()), known, inWords(in.intent()));
        }
        long number = ((Holder.Earlier) holder).number();
        return new Fate(List.of(earlier, row - number), earlier, "row " + number);
    }

    private static String inWords(Set<String> applications) {
        return switch (applications.size()) {
            case 0 -> "";
            case 1 -> ", application " + applications.iterator().next();
            default ->
                ", applications "
                        + applications.stream().limit(MOST_APPLICATIONS).collect(Collectors.joining(", "))
                        + (applications.size() > MOST_APPLICATIONS ? " and others" : "");
        };
    }

    private static String inWords(Intent intent) {
        return intent.key() + " (" + intent.state().label()
                + (intent.ticketId().isPresent()
                        ? ", ticket " + intent.ticketId().getAsLong()
                        : "")
                + intent.reason().map(reason -> ", " + reason.code()).orElse("") + ")";
    }
}
