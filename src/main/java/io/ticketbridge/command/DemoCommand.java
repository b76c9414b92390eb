package io.ticketbridge.command;

import io.ticketbridge.demo.Demo;
import io.ticketbridge.demo.DemoRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job with nothing else installed. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a bridge and a sandbox on free ports and in a folder of their own, sends sample tickets through REST, file"
                    + " and queue, and shows what became of each.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge demo",
            "  ticketbridge demo --keep          leaves ledger, reports and audit to look at",
            "",
            "Exit code: 0 when each came to the state it should, else 1."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Keep the folder with ledger, reports and audit, and say where it is.")
    private boolean keep;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws Exception {
        LogLevel.warningsOnly();
        Path folder = Files.createTempDirectory("ticketbridge-demo").toRealPath();
        try (Demo demo = Demo.start(folder, routes.folder())) {
            Runnable close = demo::close;
            return StopHook.guard(Exit.INTERRUPTED, () -> finish(close, folder), () -> show(demo, folder));
        } finally {
            finish(() -> {}, folder);
        }
    }

    private void finish(Runnable close, Path folder) {
        close.run();
        if (!keep) {
            delete(folder);
        }
    }

    private int show(Demo demo, Path folder) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(demo.readyLine());
        out.println("sandbox at " + demo.sandbox());
        out.println();
        out.flush();
        List<DemoRow> rows = demo.sendSamples();
        Table table = new Table(List.of("door", "key", "subject", "state", "ticket id or reason"));
        rows.forEach(row -> table.row(cells(row)));
        table.print(out);
        long delivered =
                rows.stream().filter(row -> row.state().equals("delivered")).count();
        boolean asItShould = rows.stream().allMatch(DemoRow::isAsItShould) && demo.created() == delivered;
        out.println();
        out.println(delivered + " delivered, and the sandbox has " + demo.created() + " tickets; "
                + (asItShould ? "all as it should be." : "NOT as it should be."));
        if (keep) {
            out.println("Ledger, reports and audit are in " + folder);
        }
        out.flush();
        return asItShould ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }

    private static List<String> cells(DemoRow row) {
        String wrong = row.isAsItShould() ? "" : "  (should be " + row.expected() + ")";
        return List.of(
                row.door(),
                row.key(),
                row.subject().isBlank() ? "–" : row.subject(),
                row.state() + wrong,
                row.outcome());
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UnusableException("The demo's folder " + folder + " could not be removed: remove it.", e);
        }
    }
}
