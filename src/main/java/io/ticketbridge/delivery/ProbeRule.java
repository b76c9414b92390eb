package io.ticketbridge.delivery;

import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.ListedTicket;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Decides from one complete listing whether an unknown intent's ticket is there (the probe rule of the design, section
 * 4). A server may ignore a filter, so only what a listed ticket itself shows counts.
 *
 * @param correlationFieldId the custom field that carries the ticket key, when there is one
 */
record ProbeRule(OptionalLong correlationFieldId) {

    /**
     * What is looked for.
     *
     * @param request the frozen create-ticket request
     * @param window creation times that agree with the attempts
     * @param twins states of the other intents of equal content that are unresolved too
     * @param bound whether a ticket belongs to an intent
     */
    record Question(String key, byte[] request, Window window, Set<State> twins, LongPredicate bound) {}

    /**
     * Creation times.
     *
     * @param from start of the first attempt, less the clock skew
     * @param to end of the last attempt, and the time to settle
     * @param edge later times, up to here, may be an upstream whose clock is ahead
     */
    record Window(Instant from, Instant to, Instant edge) {

        /** A ticket whose creation time cannot be read might be ours: it is looked at. */
        boolean mayHold(ListedTicket ticket) {
            return ticket.createdAt()
                    .map(time -> !time.isBefore(from) && !time.isAfter(edge))
                    .orElse(true);
        }

        boolean holds(ListedTicket ticket) {
            return mayHold(ticket)
                    && ticket.createdAt().filter(time -> !time.isAfter(to)).isPresent();
        }
    }

    ProbeVerdict decide(Question question, List<ListedTicket> listed) {
        if (correlationFieldId.isPresent()) {
            return byCorrelation(question, listed, correlationFieldId.getAsLong());
        }
        return byContent(question, listed);
    }

    /** Whether this ticket could count in a decision: only such need be kept while the pages of a list go by. */
    boolean matters(String key, Window window, Wanted wanted, ListedTicket ticket) {
        return showsKey(key, ticket) || (window.mayHold(ticket) && wanted.resembles(ticket));
    }

    boolean showsKey(String key, ListedTicket ticket) {
        return correlationFieldId.isPresent()
                && key.equals(ticket.customFields().get(correlationFieldId.getAsLong()));
    }

    /** Tickets that may be a second one of the same intent. */
    List<ListedTicket> others(Question question, List<ListedTicket> listed) {
        return correlationFieldId.isPresent()
                ? showing(question, listed, correlationFieldId.getAsLong()).stream()
                        .filter(ticket -> !question.bound().test(ticket.id()))
                        .toList()
                : candidates(question, listed);
    }

    private static ProbeVerdict byContent(Question question, List<ListedTicket> listed) {
        List<ListedTicket> candidates = candidates(question, listed);
        if (candidates.isEmpty()) {
            return new ProbeVerdict.NotFound();
        }
        if (question.twins().contains(State.SENDING)) {
            return new ProbeVerdict.TooEarly("an equal ticket is being sent");
        }
        if (candidates.size() > 1) {
            return new ProbeVerdict.Undecided(candidates.size() + " tickets in the upstream look like this one");
        }
        ListedTicket only = candidates.get(0);
        if (!Wanted.read(question.request()).equalTo(only) || !question.window().holds(only)) {
            return new ProbeVerdict.Undecided("ticket " + only.id() + " in the upstream is nearly equal to this one");
        }
        return question.twins().isEmpty()
                ? new ProbeVerdict.Found(only.id(), "content")
                : new ProbeVerdict.Undecided(
                        "ticket " + only.id() + " may be this one or an equal one that is also unresolved");
    }

    private static ProbeVerdict byCorrelation(Question question, List<ListedTicket> listed, long fieldId) {
        List<ListedTicket> showing = showing(question, listed, fieldId);
        if (showing.size() > 1) {
            return new ProbeVerdict.Undecided(showing.size() + " tickets in the upstream carry this ticket's key");
        }
        if (showing.size() == 1) {
            return new ProbeVerdict.Found(showing.get(0).id(), "correlation");
        }
        return candidates(question, listed).stream()
                .filter(ticket -> !ticket.customFields().containsKey(fieldId))
                .findFirst()
                .<ProbeVerdict>map(ticket -> new ProbeVerdict.Undecided("ticket " + ticket.id()
                        + " in the upstream looks like this one, but does not show custom field " + fieldId))
                .orElseGet(ProbeVerdict.NotFound::new);
    }

    private static List<ListedTicket> showing(Question question, List<ListedTicket> listed, long fieldId) {
        return listed.stream()
                .filter(ticket -> question.key().equals(ticket.customFields().get(fieldId)))
                .toList();
    }

    private static List<ListedTicket> candidates(Question question, List<ListedTicket> listed) {
        Wanted wanted = Wanted.read(question.request());
        return listed.stream()
                .filter(question.window()::mayHold)
                .filter(wanted::resembles)
                .filter(ticket -> !question.bound().test(ticket.id()))
                .toList();
    }
}
