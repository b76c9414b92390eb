package io.ticketbridge.door.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a suggested columns file, with comments that say why. */
record SuggestionText(
        Path file,
        List<String> asTheyAre,
        Map<String, String> rename,
        Map<String, List<String>> ignore,
        List<String> missing) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("# How the columns of ")
                .append(TextForPeople.quoted(file.getFileName().toString()))
                .append(" become fields of a support ticket: a suggestion, to be looked through.\n");
        if (!asTheyAre.isEmpty()) {
            text.append("# By their own names, which should mean the same here: ")
                    .append(String.join(", ", asTheyAre))
                    .append("\n");
        }
        if (!rename.isEmpty()) {
            text.append("rename:\n");
            rename.forEach((column, field) -> text.append("  ")
                    .append(quoted(column))
                    .append(": ")
                    .append(field)
                    .append("\n"));
        }
        if (!ignore.isEmpty()) {
            text.append("ignore:\n");
            ignore.forEach((why, columns) -> {
                text.append("  # ").append(why).append("\n");
                columns.forEach(
                        column -> text.append("  - ").append(quoted(column)).append("\n"));
            });
        }
        if (!missing.isEmpty()) {
            text.append(
                    "# No column seems to hold these, and each ticket needs them. The same value for all rows:\n# set:\n");
            missing.forEach(field -> text.append("#   ").append(field).append(": \"\"\n"));
        }
        return text.toString();
    }

    /** Letters, digits and printable ASCII as they are; what a text file should not hold so, is escaped. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            boolean plain = Character.isLetterOrDigit(c) || (c >= ' ' && c <= '~' && c != '"' && c != '\\');
            text.append(plain ? String.valueOf(c) : String.format("\\u%04X", (int) c));
        }
        return text.append('"').toString();
    }
}
