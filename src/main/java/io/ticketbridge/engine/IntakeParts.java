package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.AcceptanceListener;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.intake.TicketIntake;
import io.ticketbridge.intake.TicketReader;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** Binds what the accept route names. */
final class IntakeParts {

    private final Settings settings;
    private final Ledger ledger;
    private final Admission admission;
    private final AcceptanceListener listener;

    IntakeParts(Settings settings, Ledger ledger, Admission admission, AcceptanceListener listener) {
        this.settings = settings;
        this.ledger = ledger;
        this.admission = admission;
        this.listener = listener;
    }

    /** The checks of every door. */
    static Admission admission(Settings settings, Supplier<Mapping> mapping, Upstream mainUpstream) {
        ModeRule modes = new ModeRule(
                mainUpstream,
                Mode.valueOf(settings.get(Keys.MODE_DEFAULT).toUpperCase(Locale.ROOT)),
                settings.get(Keys.MODE_TEST).equals("sandbox"));
        return new Admission(mapping, modes);
    }

    void bind(Main main) {
        main.bind("ticketIntake", new TicketIntake(admission, ledger.intake(), listener));
        main.bind("ticketReader", new TicketReader(decoder()));
    }

    TicketDecoder decoder() {
        return new TicketDecoder(Charset.forName(settings.get(Keys.HTTP_FALLBACK_CHARSET)));
    }
}
