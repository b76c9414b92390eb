package io.ticketbridge.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code ticketbridge COMMAND}. */
@Command(
        name = "ticketbridge",
        mixinStandardHelpOptions = true,
        description =
                "Takes support tickets in by REST, file and queue; each becomes exactly one Socialboards ticket, or"
                        + " rests in a state that says why not.")
public final class Ticketbridge {

    private Ticketbridge() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Ticketbridge()).execute(arguments));
    }
}
