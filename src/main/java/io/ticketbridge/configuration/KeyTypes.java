package io.ticketbridge.configuration;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** The types a key can have. Each parser says in its error what the value must be. */
final class KeyTypes {

    /** Camel's durations, without what its parser reads by mistake ({@code soon}); a bare number is milliseconds. */
    private static final Pattern DURATION = Pattern.compile("\\d{1,15}|(\\d{1,9}(ms|s|m|h|d))+");

    private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB|)");

    private KeyTypes() {}

    private static <T> Key<T> key(
            String name, String defaultText, String unit, String meaning, Function<String, T> parser) {
        return new Key<>(name, Optional.ofNullable(defaultText), parser, unit, meaning, false);
    }

    static Key<String> text(String name, String defaultText, String unit, String meaning) {
        return key(name, defaultText, unit, meaning, KeyTypes::notBlank);
    }

    static Key<String> secret(String name, String meaning) {
        return new Key<>(name, Optional.empty(), KeyTypes::notBlank, "secret", meaning, true);
    }

    /** Relative paths start at the working directory. */
    static Key<Path> path(String name, String defaultText, String meaning) {
        return key(name, defaultText, "path", meaning, text -> {
            try {
                return Path.of(notBlank(text)).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must be a path", e);
            }
        });
    }

    static Key<Integer> port(String name, String defaultText, String meaning) {
        return key(name, defaultText, "port", meaning, text -> wholeNumber(text, 0, 65_535)
                .intValue());
    }

    static Key<String> portOrOff(String name, String defaultText, String meaning) {
        return key(name, defaultText, "port or off", meaning, text -> {
            if (!text.equals("off")) {
                wholeNumber(text, 0, 65_535);
            }
            return text;
        });
    }

    static Key<Integer> count(String name, String defaultText, String meaning) {
        return countUpTo(Integer.MAX_VALUE, name, defaultText, meaning);
    }

    static Key<Integer> countUpTo(int most, String name, String defaultText, String meaning) {
        return key(name, defaultText, "count", meaning, text -> wholeNumber(text, 1, most)
                .intValue());
    }

    static Key<Long> number(String name, String defaultText, String meaning) {
        return key(name, defaultText, "number", meaning, text -> wholeNumber(text, 0, Long.MAX_VALUE));
    }

    static Key<List<Integer>> numbers(String name, String defaultText, String meaning) {
        return key(name, defaultText, "comma list of numbers", meaning, text -> split(text).stream()
                .map(part ->
                        wholeNumber(part, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue())
                .toList());
    }

    static Key<List<String>> list(String name, String defaultText, String meaning) {
        return key(name, defaultText, "comma list", meaning, KeyTypes::split);
    }

    static Key<Boolean> flag(String name, String defaultText, String meaning) {
        return key(name, defaultText, "true or false", meaning, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    static Key<String> oneOf(String name, String defaultText, Set<String> allowed, String meaning) {
        String choices = String.join(" or ", new TreeSet<>(allowed));
        return key(name, defaultText, choices, meaning, text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("must be " + choices);
            }
            return text;
        });
    }

    static Key<Integer> oneOfNumbers(String name, String defaultText, Set<Integer> allowed, String meaning) {
        Set<String> texts = new TreeSet<>(allowed.stream().map(String::valueOf).toList());
        Key<String> text = oneOf(name, defaultText, texts, meaning);
        return key(
                name,
                defaultText,
                text.unit(),
                meaning,
                value -> Integer.valueOf(text.parser().apply(value)));
    }

    static Key<Duration> duration(String name, String defaultText, String meaning) {
        return key(name, defaultText, "duration", meaning, text -> {
            if (!DURATION.matcher(text).matches()) {
                throw new IllegalArgumentException("must be a duration such as 20s, 5m or 24h");
            }
            return TimeUtils.toDuration(text);
        });
    }

    static Key<Long> bytes(String name, String defaultText, String meaning) {
        return key(name, defaultText, "bytes", meaning, text -> {
            Matcher matcher = BYTES.matcher(text);
            if (!matcher.matches() || matcher.group(1).length() > 9) {
                throw new IllegalArgumentException("must be a size such as 512KiB or 1MiB");
            }
            long unit =
                    switch (matcher.group(2)) {
                        case "KiB" -> 1L << 10;
                        case "MiB" -> 1L << 20;
                        case "GiB" -> 1L << 30;
                        default -> 1L;
                    };
            return Long.parseLong(matcher.group(1)) * unit;
        });
    }

    static Key<String> charset(String name, String defaultText, String meaning) {
        return key(name, defaultText, "charset", meaning, text -> {
            try {
                return Charset.forName(text).name();
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new IllegalArgumentException("must be a charset such as windows-1252", e);
            }
        });
    }

    static Key<String> rate(String name, String defaultText, String meaning) {
        return key(name, defaultText, "count/duration or off", meaning, text -> {
            if (!text.equals("off") && !text.matches("[1-9]\\d*/[1-9]\\d*(ms|s|m|h)")) {
                throw new IllegalArgumentException("must be off or a count a time such as 10/1s");
            }
            return text;
        });
    }

    /** An absolute http or https URL without user info, query or fragment; plain http only to a loopback host. */
    static Key<URI> url(String name, String defaultText, String meaning) {
        return key(name, defaultText, "URL", meaning, text -> {
            URI uri;
            try {
                uri = URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a URL such as https://api.example.com", e);
            }
            boolean http = "http".equals(uri.getScheme());
            if (uri.getHost() == null || !(http || "https".equals(uri.getScheme()))) {
                throw new IllegalArgumentException("must be a URL such as https://api.example.com");
            }
            if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException("must have no user info, query or fragment");
            }
            if (http && !uri.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]")) {
                throw new IllegalArgumentException("must be https; http is for loopback addresses only");
            }
            return uri;
        });
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    private static Long wholeNumber(String text, long least, long most) {
        try {
            long value = Long.parseLong(text.trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number from " + least + " to " + most, e);
        }
        throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
