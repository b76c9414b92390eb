package io.ticketbridge.command;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Effective;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.OutcomeFunction;
import io.ticketbridge.delivery.OutcomeTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** The policy in force: every key with where it was set, and what each outcome of an attempt leads to. */
final class PolicyReport {

    private PolicyReport() {}

    static void print(LoadedConfiguration loaded, PrintWriter out) {
        Table keys = new Table(List.of("key", "value", "set by"));
        loaded.effective().forEach(value -> keys.row(cells(value)));
        keys.print(out);
        out.println();
        try {
            Table outcomes = new Table(List.of("what an attempt shows", "outcome", "charged"));
            table(loaded.asFarAsRight())
                    .lines()
                    .forEach(row -> outcomes.row(List.of(row.condition(), row.outcome(), row.charged())));
            outcomes.print(out);
        } catch (ConfigurationException e) {
            out.println("The table of outcomes cannot be shown while a retry key is wrong.");
        }
        out.println();
    }

    private static List<String> cells(Effective value) {
        return List.of(
                value.key().fullName(),
                value.shown().orElse("–"),
                value.shown().isPresent() ? value.origin().words() : "not set");
    }

    private static OutcomeTable table(Settings settings) {
        return new OutcomeFunction(new OutcomeFunction.Policy(
                        Set.copyOf(settings.get(Keys.RETRY_CODES)),
                        Set.copyOf(settings.get(Keys.HALT_CODES)),
                        Set.copyOf(settings.get(Keys.PARK_CODES)),
                        settings.get(Keys.RETRY_AFTER_MAX)))
                .table();
    }
}
