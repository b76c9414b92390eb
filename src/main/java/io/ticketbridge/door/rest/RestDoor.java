package io.ticketbridge.door.rest;

import io.ticketbridge.account.AccountsReloader;
import io.ticketbridge.account.Authenticator;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.nio.charset.Charset;
import java.util.function.Predicate;
import org.apache.camel.main.Main;

/** The REST door: its port, and the beans of the steps of {@code routes/rest-door.camel.yaml}. */
public final class RestDoor implements AutoCloseable {

    private final Settings settings;
    private final Ledger ledger;
    private final RestingIntents resting;
    private final Predicate<Intent> admits;
    private final RestPort port;

    /**
     * @param admits whether an intent that was accepted now can be sent now
     * @throws io.ticketbridge.configuration.ConfigurationException when accounts, certificate or key are unusable
     */
    public RestDoor(Settings settings, Ledger ledger, RestingIntents resting, Predicate<Intent> admits) {
        this.settings = settings;
        this.ledger = ledger;
        this.resting = resting;
        this.admits = admits;
        this.port = new RestPort(settings);
    }

    /**
     * Reads certificate and key, where they are set.
     *
     * @throws io.ticketbridge.configuration.ConfigurationException naming the key of the one that is unusable
     */
    public static void checkTls(Settings settings) {
        RestPort.tls(settings);
    }

    /** Binds the steps and sets up the server; to be called once, before Main starts. */
    public void bind(Main main) {
        port.bind(main);
        AccountsReloader accounts = new AccountsReloader(settings.get(Keys.ACCOUNTS_FILE));
        TicketBody bodies =
                new TicketBody(ledger.inspection(), ledger.clock(), settings.find(Keys.SOCIALBOARDS_COMMUNITY));
        RestingWait wait = new RestingWait(
                ledger.inspection()::find,
                resting,
                admits,
                () -> port.isDraining() || !main.getCamelContext().isStarted(),
                settings.get(Keys.HTTP_WAITERS));
        RepeatWindow repeatWindow = new RepeatWindow(settings.get(Keys.HTTP_REPEAT_WINDOW));
        main.bind("restReadRequest", new ReadRequest());
        main.bind("restAuthenticate", new Authenticate(new Authenticator(accounts, ledger.clock())));
        main.bind(
                "restDecode",
                new DecodeTicket(new TicketDecoder(Charset.forName(settings.get(Keys.HTTP_FALLBACK_CHARSET)))));
        main.bind("restCheck", new CheckTicket(repeatWindow, ledger.clock()));
        main.bind("restAwaitRest", new AwaitRest(wait, settings.get(Keys.HTTP_WAIT)));
        main.bind("restAnswerTicket", new AnswerTicket(bodies, settings.get(Keys.HTTP_WHEN_OPEN)));
        main.bind("restStripAnswer", new StripAnswer());
        main.bind("restAnswerStatus", new AnswerStatus(ledger.inspection(), bodies));
        main.bind("restAnswerFailure", new AnswerFailure());
    }

    /** The port it listens at; a port of 0 in the configuration is a free one here. */
    public int port() {
        return port.number();
    }

    /** Whether it speaks TLS. */
    public boolean isSecure() {
        return port.isSecure();
    }

    /**
     * Refuses new callers, lets nobody wait any longer, and returns when all have their answers or some seconds later.
     */
    public void drain() {
        port.drain();
    }

    /** Ends the threads of the port, after Camel has stopped. */
    @Override
    public void close() {
        port.close();
    }
}
