package io.ticketbridge.door.rest;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.intake.TicketIntake;
import io.ticketbridge.intake.TicketReader;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/** The REST door for real: shipped routes, camel-main, a ledger on disk; only the upstream is played by the test. */
final class RestStand implements AutoCloseable {

    static final String PATH = "/api/v2/support_ticket.json";

    private final Main main = new Main();
    private final List<Thread> deliverers = new ArrayList<>();
    private final BlockingQueue<Exchange> hints = new LinkedBlockingQueue<>();
    private final RestingIntents resting = new RestingIntents();
    private final Ledger ledger;
    private final RestDoor door;
    private final Deliverer deliverer;
    private volatile Predicate<Upstream> gate = upstream -> true;

    RestStand(Path folder, String... sets) throws Exception {
        Settings settings = settings(folder, sets);
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        deliverer = new Deliverer(ledger, resting);
        door = new RestDoor(settings, ledger, resting, intent -> gate.test(intent.upstream()));
        door.bind(main);
        main.bind("deliverQueue", hints);
        Mapping mapping = Mapping.load(mappingFile(folder));
        ModeRule modes = new ModeRule(Upstream.LIVE, SupportTicket.Mode.LIVE, true);
        main.bind("ticketReader", new TicketReader(new TicketDecoder(StandardCharsets.ISO_8859_1)));
        main.bind("ticketIntake", new TicketIntake(new Admission(() -> mapping, modes), ledger.intake(), (d, t) -> {}));
        main.configure()
                .setRoutesIncludePattern(
                        "file:routes/rest-door.camel.yaml,file:routes/errors.camel.yaml,file:routes/accept.camel.yaml");
        main.start();
    }

    private static Settings settings(Path folder, String... sets) throws IOException {
        Path accounts = folder.resolve("accounts.properties");
        Files.writeString(accounts, """
                user.kari.password=%s
                user.kari.api-key=%s
                user.kari.name=Kari Nordmann
                user.kari.email=kari@example.org
                user.kari.applications=42
                user.ola.password=%s
                user.ola.name=Ola Nordmann
                user.ola.email=ola@example.org
                """.formatted(hash("blåbær"), hash("key-1"), hash("ola")));
        List<String> all = new ArrayList<>(List.of(
                "http.port=0", "http.wait=10s", "accounts.file=" + accounts, "data.dir=" + folder.resolve("data")));
        all.addAll(List.of(sets));
        return ConfigurationLoader.load(ConfigurationSources.of(all.toArray(String[]::new)))
                .settings();
    }

    private static Path mappingFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("mapping.yaml"), """
                applications:
                  "42": { source-name: NewSocialCloud }
                  "43": { source-name: NewSocialCloud }
                """);
    }

    private static String hash(String secret) {
        return BCrypt.withDefaults().hashToString(4, secret.toCharArray());
    }

    RawHttp http() {
        return new RawHttp(door.port());
    }

    int port() {
        return door.port();
    }

    Main main() {
        return main;
    }

    Ledger ledger() {
        return ledger;
    }

    void gate(Predicate<Upstream> admits) {
        gate = admits;
    }

    /** What the upstream does with the next tickets. */
    Deliverer upstream() {
        return deliverer;
    }

    /** Delivers every accepted ticket until closed, the way the answer says. */
    void deliverAll(Deliverer.Answer answer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            deliverer.deliver(
                                    hints.take()
                                            .getMessage()
                                            .getBody(Hint.class)
                                            .key(),
                                    answer);
                        }
                    } catch (InterruptedException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "upstream");
        thread.setDaemon(true);
        deliverers.add(thread);
        thread.start();
    }

    /** Leaves what was accepted so far as it is. */
    void forgetHints() {
        hints.clear();
    }

    static String form(String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + java.net.URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    void stop() {
        door.drain();
        main.stop();
    }

    @Override
    public void close() {
        deliverers.forEach(Thread::interrupt);
        stop();
        door.close();
        ledger.close();
    }
}
