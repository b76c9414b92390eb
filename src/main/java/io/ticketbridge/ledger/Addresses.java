package io.ticketbridge.ledger;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses and phone numbers in a text for people, such as an upstream's error that quotes what it was sent.
 */
public final class Addresses {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"',;:()\\[\\]{}]+@[^\\s@<>\"',;:()\\[\\]{}]+|\\+\\d[\\d ()-]{5,18}\\d");

    private Addresses() {}

    /** The text with each of them replaced. */
    public static String replaced(String text, UnaryOperator<String> by) {
        return ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found.group())));
    }

    /** The text with {@code ***} in the place of each. */
    public static String hidden(String text) {
        return replaced(text, address -> "***");
    }
}
