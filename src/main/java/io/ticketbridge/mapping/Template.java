package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.SupportTicket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A profile's value: text with {@code ${field.NAME}} placeholders. All else in it is literal, and what a placeholder
 * brings in is not read again: no expression language evaluates anything.
 */
record Template(String text, List<Part> parts) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{field\\.([^}]*)}");

    /** A piece of literal text, or a field's name. */
    record Part(String text, boolean isField) {}

    /** @throws IllegalArgumentException naming the rule, when a placeholder names no field of a support ticket */
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!TicketValues.has(matcher.group(1))) {
                throw new IllegalArgumentException(
                        "has a ${field.NAME} whose NAME is no field of a support ticket: " + matcher.group(1));
            }
            parts.add(new Part(text.substring(end, matcher.start()), false));
            parts.add(new Part(matcher.group(1), true));
            end = matcher.end();
        }
        parts.add(new Part(text.substring(end), false));
        return new Template(text, List.copyOf(parts));
    }

    boolean isLiteral() {
        return parts.size() == 1;
    }

    /** An absent field is empty text. */
    String render(SupportTicket ticket) {
        StringBuilder rendered = new StringBuilder();
        for (Part part : parts) {
            rendered.append(part.isField() ? TicketValues.of(ticket, part.text()) : part.text());
        }
        return rendered.toString();
    }
}
