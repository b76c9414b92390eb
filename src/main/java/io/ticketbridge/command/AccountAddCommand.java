package io.ticketbridge.command;

import io.ticketbridge.account.AccountFile;
import io.ticketbridge.account.AccountFile.NewAccount;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.newsocialcloud.EmailAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code account add USER}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds an account to the accounts file, which keeps hashes only. The password is read from standard input, or"
                    + " asked for without echo. A running bridge takes the account up by itself.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge account add web --name 'Web shop' --email shop@example.com < password.txt",
            "  ticketbridge account add app --name App --email app@example.com --application 42 --application 43",
            "  printf '%%s\\n%%s\\n' \"$PASSWORD\" \"$API_KEY\" |",
            "      ticketbridge account add old --name Old --email old@example.com --api-key-stdin"
        })
final class AccountAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "User name of Basic authentication; no colon.")
    private String user;

    @Option(names = "--name", required = true, description = "The account's name: the creator of its tickets.")
    private String name;

    @Option(names = "--email", required = true, description = "The account's e-mail address: the creator's too.")
    private String email;

    @Option(names = "--phone", description = "The account's phone number.")
    private Optional<String> phone = Optional.empty();

    @Option(
            names = "--application",
            paramLabel = "ID",
            description = "An application_id it may send for; can be repeated. Default: all that the mapping knows.")
    private List<String> applications = List.of();

    @Option(
            names = "--api-key-stdin",
            description =
                    "Read the API key its callers already have: the second line of standard input. Without it a new"
                            + " one is made and printed once.")
    private boolean keyFromInput;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        if (!EmailAddress.isPlausible(email)) {
            throw new UnusableException(
                    "--email " + EmailAddress.RULE + ": every ticket of the account would carry it.");
        }
        Path file = configuration.load().settings().get(Keys.ACCOUNTS_FILE);
        Secrets secrets = Secrets.ask(keyFromInput);
        String apiKey = secrets.apiKey().orElseGet(AccountFile::newApiKey);
        new AccountFile(file).add(new NewAccount(user, name, email, phone, applications), secrets.password(), apiKey);
        PrintWriter out = spec.commandLine().getOut();
        if (secrets.apiKey().isEmpty()) {
            out.println("API key, shown this once: " + apiKey);
        }
        out.println("Added " + Printable.of(user) + " to " + file + ".");
        out.flush();
        return Exit.FINE;
    }
}
