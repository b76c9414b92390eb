package io.ticketbridge.door.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a ticket file, taken apart.
 *
 * @param stem what stands before the extension
 * @param extension as it was written, such as {@code .CSV.gz}
 */
record FileName(String stem, String extension, Format format, boolean gzip) {

    static final String MARKER = ".done";

    /** File systems take 255 bytes; this leaves room for a number and for {@code .NAME.summary.json.part}. */
    private static final int LONGEST_BYTES = 220;

    private static final int LONGEST_EXTENSION = 16;

    private static final Map<String, Format> FORMATS = Map.of(
            ".csv", Format.CSV,
            ".json", Format.JSON,
            ".jsonl", Format.NDJSON,
            ".ndjson", Format.NDJSON);

    /** Empty when the extension is none that the file door reads. */
    static Optional<FileName> of(String name) {
        boolean gzip = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        String plain = gzip ? name.substring(0, name.length() - ".gz".length()) : name;
        int dot = plain.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(FORMATS.get(plain.substring(dot).toLowerCase(Locale.ROOT)))
                .map(format -> new FileName(plain.substring(0, dot), name.substring(dot), format, gzip));
    }

    /** The name itself, or one cut before its extension: a report's name and its hidden half are longer. */
    static String fitting(String name) {
        int excess = name.getBytes(StandardCharsets.UTF_8).length - LONGEST_BYTES;
        if (excess <= 0) {
            return name;
        }
        int dot = Math.max(
                name.length() - LONGEST_EXTENSION,
                of(name).map(parts -> parts.stem().length()).orElse(0));
        int end = dot;
        while (excess > 0 && end > 1) {
            end = name.offsetByCodePoints(end, -1);
            excess -= name.substring(end, end + Character.charCount(name.codePointAt(end)))
                    .getBytes(StandardCharsets.UTF_8)
                    .length;
        }
        return name.substring(0, end) + name.substring(dot);
    }

    /** The same name for the n-th file that has it: {@code a.csv} is {@code a-2.csv}; 1 is the name itself. */
    static String numbered(String name, int n) {
        if (n == 1) {
            return name;
        }
        int dot = of(name).map(parts -> parts.stem().length()).orElse(name.lastIndexOf('.'));
        return dot <= 0 ? name + "-" + n : name.substring(0, dot) + "-" + n + name.substring(dot);
    }
}
