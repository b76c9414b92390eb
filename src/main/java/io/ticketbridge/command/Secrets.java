package io.ticketbridge.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A password, and an API key where one was given, from a person or from standard input. */
record Secrets(String password, Optional<String> apiKey) {

    /** Never the text itself. */
    @Override
    public String toString() {
        return "Secrets[]";
    }

    static Secrets ask(boolean withKey) {
        Console console = System.console();
        return console == null ? read(withKey) : prompt(console, withKey);
    }

    private static Secrets prompt(Console console, boolean withKey) {
        String password = hidden(console, "Password: ");
        if (!password.equals(hidden(console, "Again: "))) {
            throw new UnusableException("The two passwords differ: try again.");
        }
        return new Secrets(password, withKey ? Optional.of(hidden(console, "API key: ")) : Optional.empty());
    }

    private static String hidden(Console console, String prompt) {
        char[] typed = console.readPassword(prompt);
        if (typed == null || typed.length == 0) {
            throw new UnusableException("Nothing was typed: a password and an API key must not be empty.");
        }
        return new String(typed);
    }

    private static Secrets read(boolean withKey) {
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String password = line(input, "first line of standard input must be the password");
            return new Secrets(
                    password,
                    withKey
                            ? Optional.of(line(input, "second line of standard input must be the API key"))
                            : Optional.empty());
        } catch (IOException e) {
            throw new UnusableException("Standard input cannot be read.", e);
        }
    }

    private static String line(BufferedReader input, String rule) throws IOException {
        String line = input.readLine();
        if (line == null || line.isEmpty()) {
            throw new UnusableException("The " + rule + ".");
        }
        return line;
    }
}
