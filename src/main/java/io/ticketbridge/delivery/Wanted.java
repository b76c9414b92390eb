package io.ticketbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.socialboards.ListedTicket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The parts of a request that a listing shows again. Immutable. */
final class Wanted {

    private static final JsonMapper JSON = new JsonMapper();

    private final String title;
    private final String message;
    private final Optional<String> email;
    private final String plainTitle;
    private final String plainMessage;

    private Wanted(String title, String message, Optional<String> email) {
        this.title = title;
        this.message = message;
        this.email = email;
        this.plainTitle = plain(title);
        this.plainMessage = plain(message);
    }

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

    /** What the titles of tickets that resemble it come to, unless they have none. */
    String plainTitle() {
        return plainTitle;
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
        return isLike(plainTitle, ticket.title())
                && isLike(plainMessage, ticket.message().or(ticket::htmlMessage))
                && email.map(ours -> isLike(plain(ours), ticket.creatorEmail())).orElse(true);
    }

    private static boolean isLike(String ours, Optional<String> theirs) {
        return theirs.map(text -> plain(text).equals(ours)).orElse(true);
    }

    static String plain(String text) {
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
