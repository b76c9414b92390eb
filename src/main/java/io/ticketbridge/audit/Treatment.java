package io.ticketbridge.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How {@link Masking} treats a text, which its name alone decides. */
enum Treatment {

    /** Never shown. */
    SECRET,
    /** A caller's content. */
    CONTENT,
    /** An upstream's answer. */
    ANSWER,
    /** A text for people, such as a reason. */
    PROSE,
    /** Whatever the text itself looks like. */
    BY_LOOK;

    private static final List<String> SECRETS =
            List.of("password", "secret", "authorization", "apikey", "accesstoken", "refreshtoken", "cookie");
    private static final Set<String> CONTENTS = Set.of(
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
    private static final Set<String> ANSWERS = Set.of("response", "answer");
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

    /** The ledger's own names are few; a name from outside must not fill the memory. */
    private static final int MOST_KNOWN = 256;

    private static final Map<String, Treatment> KNOWN = new ConcurrentHashMap<>();

    /** Upper case, hyphens and underscores make no difference. */
    static Treatment of(String name) {
        Treatment known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        Treatment found = ofPlain(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(name, found);
        }
        return found;
    }

    private static Treatment ofPlain(String name) {
        if (SECRETS.stream().anyMatch(name::contains)) {
            return SECRET;
        }
        if (CONTENTS.contains(name)) {
            return CONTENT;
        }
        if (ANSWERS.contains(name)) {
            return ANSWER;
        }
        return FOR_PEOPLE.contains(name) ? PROSE : BY_LOOK;
    }
}
