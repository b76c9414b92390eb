package io.ticketbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.socialboards.ListedTicket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
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
     * @param from earliest creation, clock skew allowed for
     * @param to latest creation
     * @param twin another intent of equal content is unresolved too
     * @param bound whether a ticket belongs to another intent
     */
    record Question(String key, byte[] request, Instant from, Instant to, boolean twin, LongPredicate bound) {}

    ProbeVerdict decide(Question question, List<ListedTicket> listed) {
        if (correlationFieldId.isPresent()) {
            return byCorrelation(question, listed, correlationFieldId.getAsLong());
        }
        Wanted wanted = Wanted.read(question.request());
        List<ListedTicket> candidates = listed.stream()
                .filter(ticket -> isInWindow(ticket, question))
                .filter(ticket -> !question.bound().test(ticket.id()))
                .filter(wanted::resembles)
                .toList();
        if (candidates.isEmpty()) {
            return new ProbeVerdict.NotFound();
        }
        if (candidates.size() > 1) {
            return new ProbeVerdict.Undecided(candidates.size() + " tickets in the upstream look like this one");
        }
        ListedTicket only = candidates.get(0);
        if (!wanted.equalTo(only)) {
            return new ProbeVerdict.Undecided("ticket " + only.id() + " in the upstream is nearly equal to this one");
        }
        return question.twin()
                ? new ProbeVerdict.Undecided(
                        "ticket " + only.id() + " may be this one or an equal one that is also unresolved")
                : new ProbeVerdict.Found(only.id(), "content");
    }

    private static ProbeVerdict byCorrelation(Question question, List<ListedTicket> listed, long fieldId) {
        List<ListedTicket> showing = listed.stream()
                .filter(ticket -> question.key().equals(ticket.customFields().get(fieldId)))
                .toList();
        if (showing.isEmpty()) {
            return new ProbeVerdict.NotFound();
        }
        return showing.size() == 1
                ? new ProbeVerdict.Found(showing.get(0).id(), "correlation")
                : new ProbeVerdict.Undecided(showing.size() + " tickets in the upstream carry this ticket's key");
    }

    /** A ticket whose creation time cannot be read might be ours: it is looked at. */
    private static boolean isInWindow(ListedTicket ticket, Question question) {
        return ticket.createdAt()
                .map(time -> !time.isBefore(question.from()) && !time.isAfter(question.to()))
                .orElse(true);
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
