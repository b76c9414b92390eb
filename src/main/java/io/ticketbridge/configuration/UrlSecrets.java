package io.ticketbridge.configuration;

import java.util.regex.Pattern;

/**
 * Masks what a URL may carry beside its place: the password of its user info, and parameters whose name suggests a
 * secret. For one URL or a comma list of them, those of JDBC and Camel included; other text stays as it is.
 *
 * <p>Camel's own masks leave the first of two passwords of a list in clear, and hide the user names.
 */
public final class UrlSecrets {

    static final String MASK = "********";

    /** The end of a value: the next parameter, or the next URL of a list; a password may hold any other comma. */
    private static final String VALUE = "(?:(?!,\\s*(?:file\\s*(?:,|$)|[A-Za-z][\\w+.-]*:))[^&])+";

    /**
     * From the colon of a user info to its at sign. Within the rules a password has no slash; one that breaks them is
     * told from a port by what follows.
     */
    private static final Pattern USER_INFO =
            Pattern.compile("((?:://|(?:^|[,(\\s])(?!jdbc:)[A-Za-z][\\w+.-]*:)[^:/?#@\\[\\s]*:)"
                    + "(?!/)(?:[^/?#\\s]*|(?!\\d{0,5}(?:[/?#,;)\\s]|$))[^@\\s]*)@");

    private static final Pattern PARAMETER = Pattern.compile(
            "([?&;(][^=?&;]*(?:password|passwd|pwd|passphrase|passcode|secret|token|credential|signature|authorization|jaas"
                    + "|key(?==))[^=?&;]*=)" + VALUE,
            Pattern.CASE_INSENSITIVE);

    private UrlSecrets() {}

    /** The text with a mask in the place of each secret. */
    public static String masked(String text) {
        String shown = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
        return PARAMETER.matcher(shown).replaceAll("$1" + MASK);
    }
}
