package io.ticketbridge.newsocialcloud;

/**
 * Why a ticket cannot be taken: the field and the rule it breaks.
 *
 * @param type {@code MissingParameter}, {@code InvalidParameter} or {@code PermissionDenied} (an unknown application)
 * @param message one sentence, such as {@code The subject parameter is missing.}; never the value itself
 */
public record FieldError(String type, String field, String message) {

    public static FieldError missing(String field) {
        return new FieldError("MissingParameter", field, "The " + field + " parameter is missing.");
    }

    /** @param rule what the value must be, such as {@code must be one of question, praise, suggestion, complaint} */
    public static FieldError invalid(String field, String rule) {
        return new FieldError("InvalidParameter", field, "The " + field + " parameter is invalid: " + rule + ".");
    }
}
