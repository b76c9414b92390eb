package io.ticketbridge.newsocialcloud;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Content-Type} or {@code Content-Disposition}: its first word and its parameters, names and first word in
 * lower case. A parameter given twice keeps its first value.
 */
record ContentType(String word, Map<String, String> parameters) {

    ContentType {
        parameters = Map.copyOf(parameters);
    }

    static ContentType parse(String header) {
        int end = header.indexOf(';');
        String word = end < 0 ? header : header.substring(0, end);
        Map<String, String> parameters = new HashMap<>();
        int at = end;
        while (at >= 0 && at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(header, equals + 1, value);
            parameters.putIfAbsent(name, value.toString());
        }
        return new ContentType(word.strip().toLowerCase(Locale.ROOT), parameters);
    }

    /** Reads a token or a quoted string. @return where the next {@code ;} is, or the end */
    private static int readValue(String header, int start, StringBuilder value) {
        int at = start;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        if (at < header.length() && header.charAt(at) == '"') {
            for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
                boolean escape = header.charAt(at) == '\\' && at + 1 < header.length() && isEscapable(header, at + 1);
                at += escape ? 1 : 0;
                value.append(header.charAt(at));
            }
            int next = header.indexOf(';', at);
            return next < 0 ? header.length() : next;
        }
        int next = header.indexOf(';', at);
        int end = next < 0 ? header.length() : next;
        value.append(header.substring(at, end).strip());
        return end;
    }

    private static boolean isEscapable(String header, int at) {
        return header.charAt(at) == '"' || header.charAt(at) == '\\';
    }

    boolean isJson() {
        return word.equals("application/json") || word.equals("text/json") || word.endsWith("+json");
    }

    boolean isForm() {
        return word.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return word.equals("multipart/form-data");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** @throws BodyRefusedException when Java does not know the charset, or only guesses at it */
    Optional<Charset> charset() {
        return parameter("charset").map(name -> {
            Optional<Charset> charset = known(name).filter(Charset::canEncode);
            return charset.orElseThrow(() -> BodyRefusedException.unsupported(
                    "the charset " + FieldNames.printable(name) + " is not one that can be used"));
        });
    }
}
