package io.ticketbridge.newsocialcloud;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules single values must obey. Each gives the value back, or names field and rule. All run in linear time. */
final class FieldRules {

    private static final int URL_CHARACTERS = 2_048;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private FieldRules() {}

    /** Refuses what cannot be carried everywhere: U+0000 and half surrogate pairs. */
    static String wellFormed(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw FieldRefusedException.invalid(name, "must not contain the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw FieldRefusedException.invalid(name, "must not contain an unpaired surrogate");
                }
                i++;
            }
        }
        return text;
    }

    /** @param max in Unicode code points */
    static String atMost(String name, int max, String text) {
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            throw FieldRefusedException.invalid(name, "must have at most " + max + " characters");
        }
        return text;
    }

    static long integer(String name, String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw FieldRefusedException.invalid(name, "must be a whole number of at most 18 digits");
        }
        return Long.parseLong(text);
    }

    static boolean flag(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw FieldRefusedException.invalid(name, "must be true or false");
        };
    }

    static SupportTicket.Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "live" -> SupportTicket.Mode.LIVE;
            case "test" -> SupportTicket.Mode.TEST;
            default -> throw FieldRefusedException.invalid("mode", "must be live or test");
        };
    }

    static SupportTicket.Sentiment sentiment(String text) {
        return SupportTicket.Sentiment.ofLabel(text)
                .orElseThrow(() -> FieldRefusedException.invalid(
                        "sentiment", "must be one of question, praise, suggestion, complaint"));
    }

    static String email(String name, String text) {
        if (!EmailAddress.isPlausible(text)) {
            throw FieldRefusedException.invalid(name, EmailAddress.RULE);
        }
        return text;
    }

    /** An absolute https URL with a host name, no address, and no user info. Never fetched. */
    static String httpsUrl(String name, String text) {
        if (text.length() > URL_CHARACTERS || !isHttpsUrl(text)) {
            throw FieldRefusedException.invalid(
                    name,
                    "must be an https URL of at most " + URL_CHARACTERS
                            + " characters, with a host name and without user info");
        }
        return text;
    }

    private static boolean isHttpsUrl(String text) {
        try {
            URI uri = new URI(text);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && !uri.getHost().startsWith("[")
                    && !ENDS_IN_A_NUMBER
                            .matcher(uri.getHost().toLowerCase(Locale.ROOT))
                            .matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
