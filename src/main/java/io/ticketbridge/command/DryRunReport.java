package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.file.DryRun;
import io.ticketbridge.door.file.UnusableFileException;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Says which rows of files the door would reject. */
final class DryRunReport {

    private final DryRun dryRun;
    private final PrintWriter out;
    private final PrintWriter err;

    DryRunReport(Settings settings, Upstream mainUpstream, CommandLine command) {
        Mapping mapping = Mapping.load(settings.get(Keys.MAPPING_FILE));
        ModeRule modes = new ModeRule(
                mainUpstream,
                Mode.valueOf(settings.get(Keys.MODE_DEFAULT).toUpperCase(Locale.ROOT)),
                settings.get(Keys.MODE_TEST).equals("sandbox"));
        this.dryRun = new DryRun(new Admission(() -> mapping, modes));
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /** @return the exit code */
    int read(List<Path> files) throws IOException {
        int exitCode = Exit.FINE;
        for (Path file : files) {
            exitCode = Math.max(exitCode, read(file));
        }
        return exitCode;
    }

    private int read(Path file) throws IOException {
        try {
            DryRun.Result result = dryRun.read(
                    file,
                    (reason, row) -> out.println(
                            Printable.of(file + " row " + row + ": " + reason.code() + ": " + reason.text())));
            out.println(Printable.of(file + ": " + result.rows() + " rows, " + (result.rows() - result.invalid())
                    + " valid, " + result.invalid() + " not; nothing was taken"));
            return result.invalid() == 0 ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
        } catch (UnusableFileException e) {
            err.println("ticketbridge: " + Printable.of(file + ": " + e.getMessage()));
            return Exit.UNUSABLE;
        } catch (NoSuchFileException e) {
            err.println("ticketbridge: " + Printable.of(file + " does not exist."));
            return Exit.UNUSABLE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
