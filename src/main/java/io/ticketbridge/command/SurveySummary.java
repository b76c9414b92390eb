package io.ticketbridge.command;

import io.ticketbridge.door.file.Survey;
import io.ticketbridge.door.file.Survey.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a survey found, in a few lines for a person who decides. */
final class SurveySummary {

    private static final int MOST_APPLICATIONS = 20;

    private final HowLong howLong;

    SurveySummary(HowLong howLong) {
        this.howLong = howLong;
    }

    List<String> of(Survey survey) {
        List<String> lines = new ArrayList<>();
        lines.add(survey.fates().entrySet().stream()
                .map(fate -> count(fate.getValue()) + " " + inWords(fate.getKey()))
                .collect(Collectors.joining(", ")));
        survey.destinations().entrySet().stream()
                .limit(MOST_APPLICATIONS)
                .forEach(place -> lines.add("to " + place.getKey().upstream().label() + ", application "
                        + place.getKey().application() + ": " + count(place.getValue())));
        int more = survey.destinations().size() - MOST_APPLICATIONS;
        if (more > 0) {
            lines.add("and " + more + " more applications");
        }
        if (!survey.scripts().isEmpty()) {
            lines.add("written in "
                    + survey.scripts().entrySet().stream()
                            .map(script ->
                                    script.getKey().name().toLowerCase(Locale.ROOT) + " " + count(script.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        survey.ignoredFields()
                .forEach((name, rows) -> lines.add(count(rows) + (rows == 1 ? " row has" : " rows have") + " the field "
                        + name + ", which is none of a ticket's and would be left out"));
        survey.upstreams()
                .forEach((upstream, tickets) ->
                        lines.add("time to send all to " + upstream.label() + ": " + howLong.of(tickets, upstream)));
        return lines;
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String inWords(Fate fate) {
        return switch (fate) {
            case SENT -> "would be sent";
            case CORRECTION -> "would correct a rejected ticket";
            case KNOWN -> "are in the ledger already";
            case REPEAT -> "repeat an earlier row";
            case REFUSED -> "would be refused";
            case INVALID -> "would be rejected";
        };
    }
}
