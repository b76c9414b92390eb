package io.ticketbridge.command;

import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.TicketStory;
import io.ticketbridge.ledger.Upstream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells one ticket's life in lines. Without content it shows no personal datum. */
final class TicketLife {

    private static final List<String> SHOWN_ALWAYS = List.of("operator", "why", "asNew", "asNewOf");

    private final TicketStory story;
    private final Intent intent;
    private final List<Gate> gates;
    private final boolean showContent;

    /** @param gates all that are shut */
    TicketLife(TicketStory story, List<Gate> gates, boolean showContent) {
        this.story = story;
        this.intent = story.intent();
        this.gates = gates;
        this.showContent = showContent;
    }

    void print(PrintWriter out) {
        out.println("ticket " + intent.key());
        line(out, "state", intent.state().label() + (intent.parked() ? ", parked" : ""));
        intent.reason().ifPresent(reason -> line(out, "reason", reason.code() + ": " + reason.text()));
        line(out, "what to do", Advice.on(intent));
        if (!intent.rests()) {
            GateInWords.of(gates, intent).forEach(sentence -> line(out, "held back", sentence));
        }
        if (intent.ticketId().isPresent()) {
            line(
                    out,
                    intent.upstream() == Upstream.SANDBOX ? "sandbox id" : "Socialboards id",
                    String.valueOf(intent.ticketId().getAsLong()));
        }
        intent.evidence().ifPresent(evidence -> line(out, "evidence", evidence));
        if (intent.possibleDouble()) {
            line(out, "possible double", "the upstream may hold two tickets for it");
        }
        origin(out);
        attempts(out);
        events(out);
        if (showContent) {
            story.payload().ifPresent(payload -> content(out, payload));
        }
    }

    private void origin(PrintWriter out) {
        line(
                out,
                "came in",
                intent.createdAt() + " by the door " + intent.door()
                        + intent.account()
                                .map(account -> ", account " + account)
                                .orElse(""));
        intent.row().ifPresent(row -> line(out, "batch and row", row.batch() + " row " + row.row()));
        line(out, "upstream", intent.upstream().label() + ", application " + intent.application());
        line(out, "content", "revision " + intent.revision() + ", hash " + intent.contentHash());
        story.identities()
                .forEach(identity -> line(out, "identity", identity.kind().label() + " " + identity.value()));
    }

    private void attempts(PrintWriter out) {
        String probes = intent.attempts() == 0 ? "" : "; probes since the last one " + intent.probes();
        line(out, "attempts", intent.attempts() + ", charged " + intent.charged() + probes);
        story.attempts().forEach(attempt -> {
            out.println(Printable.of("  " + attempt.number() + ". " + attempt.startedAt() + " "
                    + attempt.result()
                            .map(TicketLife::shown)
                            .orElse("no result: under way, or the process died with it")
                    + ", mapping " + attempt.mappingFingerprint()));
            attempt.result()
                    .filter(result -> showContent && result.response().length > 0)
                    .ifPresent(result -> out.println("     answer: " + text(result.response())));
        });
    }

    private static String shown(AttemptResult result) {
        StringBuilder line = new StringBuilder(result.outcome())
                .append(result.charged() ? " (charged" : " (not charged")
                .append(", rule ")
                .append(result.rule())
                .append("), request ")
                .append(result.progress());
        result.status().ifPresent(status -> line.append(", status ").append(status));
        result.errorCode().ifPresent(code -> line.append(", errorCode ").append(code));
        result.retryAfter().ifPresent(after -> line.append(", Retry-After ").append(after));
        result.failure().ifPresent(failure -> line.append(", ").append(failure));
        return line.append(", ended ").append(result.endedAt()).toString();
    }

    private void events(PrintWriter out) {
        List<AuditTrail.Event> events = story.events();
        line(out, "audit events", String.valueOf(events.size()));
        events.forEach(event -> out.println(Printable.of("  " + event.at() + " " + event.type()
                + (showContent ? " " + event.details() : withoutContent(event.details())))));
    }

    /** Who replayed it and why, and the other ticket of a replay as new. */
    private static String withoutContent(Map<String, Object> details) {
        return SHOWN_ALWAYS.stream()
                .filter(details::containsKey)
                .map(name -> ", " + name + " " + details.get(name))
                .collect(Collectors.joining());
    }

    private static void content(PrintWriter out, Payload payload) {
        line(out, "support ticket", text(payload.content()));
        payload.request().ifPresent(request -> line(out, "request", text(request.body())));
    }

    private static String text(byte[] bytes) {
        return Printable.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(Printable.of(String.format("  %-16s %s", name, value)));
    }
}
