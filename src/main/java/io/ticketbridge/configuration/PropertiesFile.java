package io.ticketbridge.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A properties file in UTF-8, read so that each entry knows its line. */
final class PropertiesFile {

    /** @param number the line its key stands on, from 1 */
    record Entry(String name, String value, int number) {}

    private PropertiesFile() {}

    /** @throws ConfigurationException when it cannot be read, naming the line where one is at fault */
    static List<Entry> read(Path file) {
        List<String> lines = linesOf(file);
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int number = at + 1;
            StringBuilder logical = new StringBuilder(lines.get(at++));
            while (!isComment(logical) && endsOpen(logical) && at < lines.size()) {
                logical.append('\n').append(lines.get(at++));
            }
            parse(file, number, logical.toString())
                    .forEach((name, value) -> entries.add(new Entry((String) name, ((String) value).strip(), number)));
        }
        return entries;
    }

    private static List<String> linesOf(Path file) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
                lines.set(0, lines.get(0).substring(1));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not UTF-8: save it as UTF-8.");
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "): check its rights.");
        }
    }

    private static Properties parse(Path file, int number, String logicalLine) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    Origin.line(file, number).words() + " has a broken \\u escape: write the character itself.");
        }
        return one;
    }

    private static boolean isComment(CharSequence line) {
        String start = line.toString().stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    /** Whether the line goes on in the next one: it ends in an odd number of backslashes. */
    private static boolean endsOpen(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
