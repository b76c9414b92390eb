package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.audit.AuditSinks;
import io.ticketbridge.audit.AuditVerifier;
import io.ticketbridge.audit.FileChain;
import io.ticketbridge.audit.LedgerEvents;
import io.ticketbridge.audit.Verdict;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.AuditTrail;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit verify}: whether the audit files are what was written. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Walks the chain of the audit files, oldest first, and compares it and its end with the ledger. Finds the first"
                    + " record that was edited, removed, moved or cut off, or that the ledger does not know. Works beside a"
                    + " running bridge. Of bridges that share a ledger each has a chain in its own data folder; those of the"
                    + " others are named, and verified there.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge audit verify",
            "  ticketbridge audit verify --json | jq .whole",
            "  ticketbridge audit verify --archived         older files were moved away on purpose",
            "",
            "Exit code: 0 every record is unchanged and in its place, 1 one is not: its file and line are printed,",
            "2 the files, the ledger or the configuration cannot be read."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--archived",
            description = "Older files were moved away on purpose: begin with the oldest that is here.")
    private boolean archived;

    @Option(names = "--json", description = "One JSON object on one line, for programs.")
    private boolean json;

    @Mixin
    private ConfigurationOptions configuration;

    /** @param elsewhere what was not verified: other chains of the ledger, and how many records each has */
    private record Finding(Verdict verdict, SortedMap<String, Long> elsewhere) {}

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        Path folder = AuditSinks.folder(settings);
        Optional<Finding> read = LedgerAccess.read(settings, ledger -> verify(settings, folder, ledger.auditTrail()));
        if (read.isEmpty() && Files.exists(folder)) {
            throw new UnusableException("There are audit files in " + folder
                    + ", but the ledger that knows their end is not there; name it by ledger.url.");
        }
        Finding found = read.orElse(new Finding(new Verdict.Whole(0, 0), new TreeMap<>()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(found));
        } else {
            out.println(Printable.of(inWords(found.verdict(), folder)));
            found.elsewhere()
                    .forEach((chain, records) -> out.println(Printable.of("not verified: " + records + " records of "
                            + chain + ", another bridge with this ledger; verify them with its data folder")));
        }
        out.flush();
        return found.verdict() instanceof Verdict.Whole ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }

    private Finding verify(Settings settings, Path folder, AuditTrail trail) {
        LedgerEvents events = new LedgerEvents(trail::find);
        try {
            // The end is read before the files: what is written meanwhile comes after it.
            FileChain chain = FileChain.of(settings, trail);
            return new Finding(
                    archived
                            ? AuditVerifier.verifyFromOldest(folder, chain.end(), events)
                            : AuditVerifier.verify(folder, chain.end(), events),
                    chain.elsewhere());
        } catch (IOException e) {
            throw new UnusableException(
                    "The audit files in " + folder + " cannot be read (" + e.getMessage() + "); check their owner.", e);
        }
    }

    private static String inWords(Verdict verdict, Path folder) {
        if (verdict instanceof Verdict.Broken broken) {
            return "broken: " + broken.file() + " line " + broken.line() + ": " + broken.why();
        }
        Verdict.Whole whole = (Verdict.Whole) verdict;
        return whole.last() == 0
                ? "whole: no records yet in " + folder
                : "whole: records " + whole.first() + " to " + whole.last() + " in " + folder;
    }

    private static String asJson(Finding found) {
        Verdict verdict = found.verdict();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("whole", verdict instanceof Verdict.Whole);
        if (verdict instanceof Verdict.Whole whole) {
            report.put("first", whole.first()).put("last", whole.last());
        } else if (verdict instanceof Verdict.Broken broken) {
            report.put("file", broken.file().toString())
                    .put("line", broken.line())
                    .put("why", broken.why());
        }
        if (!found.elsewhere().isEmpty()) {
            ObjectNode elsewhere = report.putObject("notVerified");
            found.elsewhere().forEach(elsewhere::put);
        }
        return report.toString();
    }
}
