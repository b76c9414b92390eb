package io.ticketbridge.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that was measured, as plain text. */
public final class Report {

    private final List<String> facts;
    private final boolean decides;
    private final List<Section> sections = new ArrayList<>();

    /**
     * @param facts about the machine and the run
     * @param decides whether the figures are good enough to say which goals are met
     */
    public Report(List<String> facts, boolean decides) {
        this.facts = List.copyOf(facts);
        this.decides = decides;
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
                .forEach(goal -> lines.add(
                        String.format("%-13s%s: %s", decides ? goal.word() : "undecided", goal.text(), goal.figure())));
        return String.join("\n", lines) + "\n";
    }
}
