package io.ticketbridge.audit;

import io.ticketbridge.ledger.Addresses;

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
    private static final int LONGEST_WORD = 200;

    private final Mask mask;
    private final boolean personalDataShown;

    Masking(Mask mask, boolean personalDataShown) {
        this.mask = mask;
        this.personalDataShown = personalDataShown;
    }

    /** The text as the audit may show it under this name. */
    String shown(String name, String text) {
        Treatment treatment = Treatment.of(name);
        if (treatment == Treatment.SECRET) {
            return "***";
        }
        if (personalDataShown) {
            return BearerTokens.hidden(cut(text));
        }
        return switch (treatment) {
            case ANSWER -> AnswerSummary.of(text).map(this::prose).orElseGet(() -> mask.of(text));
            case PROSE -> prose(text);
            case BY_LOOK -> isWord(text) ? prose(text) : mask.of(text);
            case CONTENT, SECRET -> mask.of(text);
        };
    }

    private static boolean isWord(String text) {
        if (text.length() > LONGEST_WORD) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String prose(String text) {
        return Addresses.replaced(BearerTokens.hidden(cut(text)), mask::of);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
