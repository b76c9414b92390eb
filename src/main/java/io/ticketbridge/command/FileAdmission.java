package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import java.util.Locale;

/** The checks that the door makes of each row, with the mapping of now. */
final class FileAdmission {

    private FileAdmission() {}

    static Admission of(Settings settings, Upstream mainUpstream) {
        Mapping mapping = Mapping.load(settings.get(Keys.MAPPING_FILE));
        ModeRule modes = new ModeRule(
                mainUpstream,
                Mode.valueOf(settings.get(Keys.MODE_DEFAULT).toUpperCase(Locale.ROOT)),
                settings.get(Keys.MODE_TEST).equals("sandbox"));
        return new Admission(() -> mapping, modes);
    }
}
