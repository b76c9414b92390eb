package io.ticketbridge.observation;

import java.util.List;

/** Every metric of the bridge itself, in one place: {@code docs/metrics.md} is checked against it. */
public enum TicketMetric {
    ACCEPTED(
            Kind.COUNTER,
            "accepted",
            "New tickets and corrected ones that are in the ledger, to be delivered.",
            "door"),
    NOT_ACCEPTED(
            Kind.COUNTER,
            "not.accepted",
            "Tickets that a door took without a new intent: repeated, invalid (recorded as rejected) or refused.",
            "door",
            "result"),
    OUTCOMES(
            Kind.COUNTER,
            "outcomes",
            "What attempts showed: delivered, rejected, retry, unknown, suspect.",
            "door",
            "outcome"),
    MOVES(
            Kind.COUNTER,
            "moves",
            "Intents that moved without an attempt, such as by a probe, to this state.",
            "door",
            "state"),
    RETRIES(Kind.COUNTER, "retries", "Attempts after the first one of the same intent.", "door"),
    DELIVERY(Kind.TIMER, "delivery", "From acceptance to delivered.", "door"),
    ATTEMPT(Kind.TIMER, "attempt", "One wire request, from connect to the last byte of its answer."),
    INTENTS(Kind.GAUGE, "intents", "Intents in the ledger, by their state.", "door", "state"),
    BACKLOG(Kind.GAUGE, "backlog", "Intents that wait for an attempt: accepted and waiting.", "door"),
    PARKED(Kind.GAUGE, "parked", "Unknown intents that wait for a person."),
    POSSIBLE_DOUBLES(Kind.GAUGE, "possible.doubles", "Intents of which the upstream may hold two tickets."),
    SECOND_TICKETS(Kind.GAUGE, "second.tickets", "Possible doubles of which the upstream has shown a second ticket."),
    OLDEST_WAITING(
            Kind.GAUGE, "oldest.waiting.seconds", "Age of the oldest intent that does not rest yet; 0 when all do."),
    HALTED(Kind.GAUGE, "halted", "Upstreams and applications whose delivery is halted and needs a person."),
    THROTTLED(Kind.GAUGE, "throttled", "Upstreams whose delivery waits, and goes on by itself."),
    AUDIT_LAG(Kind.GAUGE, "audit.lag.seconds", "Age of the oldest audit event this sink does not have yet.", "sink"),
    LEDGER_UP(Kind.GAUGE, "ledger.up", "1 when the ledger can be written, else 0."),
    DOOR_UP(Kind.GAUGE, "door.up", "1 when this door can accept, else 0.", "door"),
    DISK_FREE(Kind.GAUGE, "disk.free.bytes", "Free space where the data folder is."),
    LEDGER_COMMITS(Kind.COUNTER, "ledger.commits", "Commits of the ledger."),
    LEDGER_COMMIT_MEMBERS(
            Kind.COUNTER,
            "ledger.commit.members",
            "Writes those commits carried; more than one a commit is group commit.");

    /** How a metric counts, and the ending that Prometheus names get from it. */
    enum Kind {
        COUNTER("_total"),
        TIMER("_seconds"),
        GAUGE("");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    private final Kind kind;
    private final String name;
    private final String meaning;
    private final List<String> tags;

    TicketMetric(Kind kind, String name, String meaning, String... tags) {
        this.kind = kind;
        this.name = "ticketbridge." + name;
        this.meaning = meaning;
        this.tags = List.of(tags);
    }

    /** Its name in Micrometer. */
    String id() {
        return name;
    }

    /** Its name as it is scraped; a timer has more than one line that starts so. */
    public String scrapedName() {
        return name.replace('.', '_') + kind.ending;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> tags() {
        return tags;
    }
}
