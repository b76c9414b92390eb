package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What one field of a model may hold. */
@FunctionalInterface
interface FieldRule {

    Pattern EMAIL_SHAPE = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    Pattern GUID_SHAPE = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    FieldRule STRING = type("a string", JsonNode::isTextual);
    FieldRule BOOLEAN = type("true or false", JsonNode::isBoolean);
    FieldRule INTEGER = type("an integer", JsonNode::isIntegralNumber);
    FieldRule NOT_BLANK = text("must not be blank", text -> !text.isBlank());
    FieldRule EMAIL = text("must be an e-mail address", EMAIL_SHAPE.asMatchPredicate());
    FieldRule GUID = text("must be a GUID", GUID_SHAPE.asMatchPredicate());
    FieldRule URL = text("must be an absolute http or https URL", FieldRule::isUrl);

    /** @param where the field's path, for the error */
    void check(String where, JsonNode value) throws RefusedException;

    default FieldRule orNull() {
        return (where, value) -> {
            if (!value.isNull()) {
                check(where, value);
            }
        };
    }

    static FieldRule listOf(FieldRule element) {
        return (where, value) -> {
            type("an array", JsonNode::isArray).check(where, value);
            for (int i = 0; i < value.size(); i++) {
                element.check(where + "[" + i + "]", value.get(i));
            }
        };
    }

    static FieldRule oneOf(Set<String> words) {
        return text("must be one of " + new TreeSet<>(words), words::contains);
    }

    private static FieldRule type(String name, Predicate<JsonNode> test) {
        return (where, value) -> {
            if (!test.test(value)) {
                throw new RefusedException(SandboxError.WRONG_TYPE, where + " must be " + name + ".");
            }
        };
    }

    private static FieldRule text(String rule, Predicate<String> test) {
        return (where, value) -> {
            STRING.check(where, value);
            if (!test.test(value.textValue())) {
                throw new RefusedException(SandboxError.INVALID_VALUE, where + " " + rule + ".");
            }
        };
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
