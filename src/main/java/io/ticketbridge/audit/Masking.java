package io.ticketbridge.audit;

import io.ticketbridge.ledger.Addresses;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an event's details an audit shows. Numbers and flags are shown. A text is shown according to its name:
 *
 * <ul>
 *   <li>a secret: {@code ***}, whatever the configuration;
 *   <li>a caller's content (subject, message, names, addresses, phone numbers, cc …): masked;
 *   <li>an upstream's answer: its number, error code and error text, nothing else of it;
 *   <li>a text for people, such as a reason: shown, with e-mail addresses and phone numbers in it masked;
 *   <li>any other name: shown likewise when it is one word, masked when it is prose.
 * </ul>
 */
final class Masking {

    private static final int LONGEST = 2_000;

    private static final List<String> SECRET =
            List.of("password", "secret", "authorization", "apikey", "accesstoken", "refreshtoken", "cookie");
    private static final Set<String> CONTENT = Set.of(
            "subject",
            "title",
            "message",
            "description",
            "content",
            "body",
            "request",
            "payload",
            "creator",
            "name",
            "creatorname",
            "email",
            "creatoremail",
            "phone",
            "phonenumber",
            "creatorphone",
            "image",
            "cc",
            "customidentifier",
            "customfields",
            "attachments",
            "attachmenturls");
    private static final Set<String> ANSWER = Set.of("response", "answer");
    private static final Set<String> FOR_PEOPLE = Set.of(
            "reason",
            "reasontext",
            "text",
            "because",
            "errortext",
            "error",
            "failure",
            "why",
            "rule",
            "warning",
            "file",
            "path",
            "repeats",
            "retryafter");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]+|\\beyJ[\\w.-]{20,}");

    private final Mask mask;
    private final boolean personalDataShown;

    Masking(Mask mask, boolean personalDataShown) {
        this.mask = mask;
        this.personalDataShown = personalDataShown;
    }

    /** The text as the audit may show it under this name. */
    String shown(String name, String text) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (SECRET.stream().anyMatch(plain::contains)) {
            return "***";
        }
        if (personalDataShown) {
            return withoutSecrets(cut(text));
        }
        if (CONTENT.contains(plain)) {
            return mask.of(text);
        }
        if (ANSWER.contains(plain)) {
            return AnswerSummary.of(text).map(this::prose).orElseGet(() -> mask.of(text));
        }
        return FOR_PEOPLE.contains(plain) || isWord(text) ? prose(text) : mask.of(text);
    }

    private static boolean isWord(String text) {
        return text.length() <= 200 && text.chars().noneMatch(Character::isWhitespace);
    }

    private String prose(String text) {
        return Addresses.replaced(withoutSecrets(cut(text)), mask::of);
    }

    private static String withoutSecrets(String text) {
        return BEARER.matcher(text).replaceAll("***");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
