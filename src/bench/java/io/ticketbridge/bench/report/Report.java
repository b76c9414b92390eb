package io.ticketbridge.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that was measured, as plain text. */
public final class Report {

    private final List<String> facts;
    private final List<Section> sections = new ArrayList<>();

    /** @param facts about the machine and the run */
    public Report(List<String> facts) {
        this.facts = List.copyOf(facts);
    }

    public void add(Section section) {
        sections.add(section);
    }

    public String text() {
        List<String> lines = new ArrayList<>(List.of("TICKETBRIDGE, MEASURED", ""));
        lines.addAll(facts);
        for (Section section : sections) {
            lines.addAll(List.of("", section.title().toUpperCase(Locale.ROOT), ""));
            lines.addAll(section.lines());
        }
        lines.addAll(List.of("", "GOALS", ""));
        sections.stream()
                .flatMap(section -> section.goals().stream())
                .forEach(goal -> lines.add(String.format("%-13s%s: %s", goal.word(), goal.text(), goal.figure())));
        return String.join("\n", lines) + "\n";
    }
}
