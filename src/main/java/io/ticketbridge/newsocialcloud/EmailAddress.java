package io.ticketbridge.newsocialcloud;

import java.util.regex.Pattern;

/** The one idea of an e-mail address that all parts share. */
public final class EmailAddress {

    private static final int CHARACTERS = 254;

    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[^\\s\\p{Cntrl}@<>(),;:\"\\[\\]\\\\]+" + "@([\\p{L}\\p{M}\\p{N}-]+\\.)+[\\p{L}\\p{M}\\p{N}-]+");

    /** What to tell the one whose address is not plausible. */
    public static final String RULE = "must be an e-mail address such as kari@example.no";

    private EmailAddress() {}

    /** Plausible, not proven: one address, with a domain, and nothing that a mail header would read as more. */
    public static boolean isPlausible(String text) {
        return text.length() <= CHARACTERS && PLAUSIBLE.matcher(text).matches();
    }
}
