package io.ticketbridge.ledger;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses and phone numbers in a text for people, such as an upstream's error that quotes what it was sent.
 */
public final class Addresses {

    private static final String IN_ADDRESS = "[^\\s@<>\"',;:()\\[\\]{}]";

    /** An address begins where its word does, or where the one found before ends: no other place need be tried. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<!" + IN_ADDRESS + ")|\\G)" + IN_ADDRESS + "++@" + IN_ADDRESS + "++|\\+\\d[\\d ()-]{5,18}\\d");

    private Addresses() {}

    /** The text with each of them replaced. */
    public static String replaced(String text, UnaryOperator<String> by) {
        return mayHold(text)
                ? ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found.group())))
                : text;
    }

    /** False proves that the pattern cannot match. */
    private static boolean mayHold(String text) {
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            char c = text.charAt(i);
            if (c == '@' || (before == '+' && c >= '0' && c <= '9')) {
                return true;
            }
        }
        return false;
    }

    /** The text with {@code ***} in the place of each. */
    public static String hidden(String text) {
        return replaced(text, address -> "***");
    }
}
