package io.ticketbridge.bench.report;

import java.util.List;

/** One part of the report: what was measured, what it showed, and which goals that decides. */
public record Section(String title, List<String> lines, List<Goal> goals) {

    public Section {
        lines = List.copyOf(lines);
        goals = List.copyOf(goals);
    }
}
