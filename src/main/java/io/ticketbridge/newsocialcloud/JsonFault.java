package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Optional;
import java.util.StringJoiner;

/** What {@link TicketJson} refused, for a message that must not quote values as Jackson's own may. */
public final class JsonFault {

    private JsonFault() {}

    /** The field that an object has twice, such as {@code creator.name}, cut and escaped for a message. */
    public static Optional<String> repeatedField(JsonProcessingException e) {
        return e instanceof MismatchedInputException
                ? context(e)
                        .map(JsonStreamContext::pathAsPointer)
                        .filter(path -> !path.matches())
                        .map(path -> FieldNames.printable(dotted(path)))
                : Optional.empty();
    }

    /** Whether the JSON is whole, and something stands behind it. */
    public static boolean isTextBehind(JsonProcessingException e) {
        if (e instanceof MismatchedInputException) {
            return repeatedField(e).isEmpty(); // the other refusal of a tree that is sound JSON
        }
        return e.getProcessor() instanceof JsonParser parser
                && parser.getParsingContext().inRoot()
                && parser.currentToken() != null;
    }

    private static Optional<JsonStreamContext> context(JsonProcessingException e) {
        return e.getProcessor() instanceof JsonParser parser
                ? Optional.of(parser.getParsingContext())
                : Optional.empty();
    }

    private static String dotted(JsonPointer path) {
        StringJoiner names = new StringJoiner(".");
        for (JsonPointer at = path; !at.matches(); at = at.tail()) {
            names.add(at.getMatchingProperty());
        }
        return names.toString();
    }
}
