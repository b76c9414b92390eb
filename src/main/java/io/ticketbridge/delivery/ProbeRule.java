package io.ticketbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.ListedTicket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private static final JsonMapper JSON = new JsonMapper();

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

    /** The parts of a request that a listing shows again. */
    private record Wanted(String title, String message, Optional<String> email) {

        static Wanted read(byte[] request) {
            try {
                JsonNode json = JSON.readTree(request);
                return new Wanted(
                        json.path("title").asText(),
                        json.path("message").asText(),
                        Optional.ofNullable(json.path("creator").path("email").textValue()));
            } catch (IOException e) {
                throw new UncheckedIOException("a frozen request must be JSON", e);
            }
        }

        boolean equalTo(ListedTicket ticket) {
            return ticket.title().filter(title::equals).isPresent()
                    && ticket.message().filter(message::equals).isPresent()
                    && (email.isEmpty() || email.equals(ticket.creatorEmail()));
        }

        /**
         * Equal but for what an upstream may normalise or leave out: spaces, line breaks, letter case, Unicode form,
         * markup.
         */
        boolean resembles(ListedTicket ticket) {
            return isLike(title, ticket.title())
                    && isLike(message, ticket.message().or(ticket::htmlMessage))
                    && email.map(ours -> isLike(ours, ticket.creatorEmail())).orElse(true);
        }

        private static boolean isLike(String ours, Optional<String> theirs) {
            return theirs.map(text -> plain(text).equals(plain(ours))).orElse(true);
        }

        private static String plain(String text) {
            String withoutMarkup = text.replaceAll("<[^<>]*>", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&");
            return Normalizer.normalize(withoutMarkup, Normalizer.Form.NFKC)
                    .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }
}
