package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

    @Test
    void withoutACommandItTeachesAndExits2() {
        Console console = Console.run();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("ticketbridge demo").contains("ticketbridge run --sandbox");
    }

    @Test
    void helpListsEveryCommandOfThisVersionAndNoOther() {
        assertThat(root().getSubcommands())
                .containsOnlyKeys(
                        "demo", "run", "sandbox", "import", "batch", "status", "tickets", "explain", "replay", "audit",
                        "check", "account", "help");
    }

    @ParameterizedTest(name = "{0} --help")
    @MethodSource("names")
    void everyCommandTeachesWithADescriptionAndAnExample(String name) {
        String[] arguments = (name + " --help").split(" ");

        Console console = Console.run(arguments);

        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .startsWith("Usage: ticketbridge " + name)
                .containsPattern("Examples?:|curl ")
                .contains("ticketbridge " + name);
        assertThat(console.err()).isEmpty();
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(root().getSubcommands().keySet());
        names.remove("help");
        names.remove("account");
        names.add("account add");
        names.remove("audit");
        names.add("audit verify");
        names.remove("batch");
        root().getSubcommands().get("batch").getSubcommands().keySet().forEach(name -> names.add("batch " + name));
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status --foo",
                "explain",
                "sandbox --port x",
                "account",
                "account add",
                "nonsense",
                "run x",
                "audit",
                "replay",
                "replay x --state dead",
                "replay --state delivered",
                "replay x --as-new",
                "replay x y --resolve 1",
                "replay --since soon",
                "tickets --state parked",
                "tickets --limit 0",
                "tickets x",
                "batch",
                "batch show",
                "batch pause",
                "status --watch",
                "import x --again",
                "import x --reason y",
                "import x --again --reason y --corrects z",
                "import x y --corrects z",
                "import x --first -1"
            })
    void wrongArgumentsAreOneSentenceAndExit2(String line) {
        Console console = Console.run(line.split(" "));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .startsWith("ticketbridge: ")
                .endsWith("--help\n")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "explain x", "run --sandbox", "import x.csv"})
    void aWrongConfigurationIsOneSentenceAndExit2(String line) {
        Console console = Console.run((line + " --set http.port=x").split(" "));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("ticketbridge: ticketbridge.http.port (--set) must be a whole number from 0 to 65535.\n");
    }

    private static CommandLine root() {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        return Ticketbridge.commandLine(nowhere, nowhere);
    }
}
