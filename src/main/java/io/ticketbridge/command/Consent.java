package io.ticketbridge.command;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether what a command is about to do was agreed to: on the command line, or by the person in front of it. */
final class Consent {

    private final boolean given;
    private final Optional<UnaryOperator<String>> person;

    /**
     * @param given on the command line: nobody is asked
     * @param person answers a prompt, with null at the end of the input; empty = nobody is there
     */
    Consent(boolean given, Optional<UnaryOperator<String>> person) {
        this.given = given;
        this.person = person;
    }

    static Consent atTerminal(boolean given) {
        return new Consent(given, Optional.ofNullable(System.console()).map(Consent::reader));
    }

    private static UnaryOperator<String> reader(Console console) {
        return prompt -> console.readLine("%s", prompt);
    }

    /** @throws UnusableException of this sentence, when there is nobody to ask */
    void require(String otherwise) {
        if (!given && person.isEmpty()) {
            throw new UnusableException(otherwise);
        }
    }

    /** Asks a question that only {@code y} or {@code yes} agrees to. */
    boolean to(String question) {
        if (given) {
            return true;
        }
        String answer = person.map(asked -> asked.apply(Printable.of(question) + " [y/N] "))
                .orElse(null);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
