package io.ticketbridge.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules over more than one key, and those a parser alone cannot know. Keys whose own value is wrong are passed over.
 */
final class CrossChecks {

    private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]";

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private CrossChecks(Settings settings) {
        this.settings = settings;
    }

    /** @param folder of {@code application.properties} */
    static List<String> problems(Settings settings, Optional<Path> folder) {
        CrossChecks checks = new CrossChecks(settings);
        checks.restDoor();
        checks.ports();
        checks.durations();
        checks.codes();
        checks.places();
        checks.credentials();
        InboxPlace.problem(settings, folder).ifPresent(checks.problems::add);
        return checks.problems;
    }

    private void restDoor() {
        boolean certificate = settings.find(Keys.HTTP_TLS_CERTIFICATE_FILE).isPresent();
        boolean privateKey = settings.find(Keys.HTTP_TLS_KEY_FILE).isPresent();
        if (certificate != privateKey) {
            Key<?> set = certificate ? Keys.HTTP_TLS_CERTIFICATE_FILE : Keys.HTTP_TLS_KEY_FILE;
            Key<?> missing = certificate ? Keys.HTTP_TLS_KEY_FILE : Keys.HTTP_TLS_CERTIFICATE_FILE;
            problems.add(missing.fullName() + " must be set when " + set.fullName() + " is.");
        }
        boolean plaintext = settings.find(Keys.HTTP_ALLOW_PLAINTEXT).orElse(false);
        settings.find(Keys.HTTP_HOST)
                .filter(host -> !host.matches(LOOPBACK) && !certificate && !privateKey && !plaintext)
                .ifPresent(host -> problems.add(Keys.HTTP_HOST.fullName()
                        + " is not a loopback address, so passwords would cross the network in clear: set "
                        + Keys.HTTP_TLS_CERTIFICATE_FILE.fullName() + " and " + Keys.HTTP_TLS_KEY_FILE.fullName()
                        + ", or " + Keys.HTTP_ALLOW_PLAINTEXT.fullName() + "=true behind a proxy that speaks TLS."));
    }

    private void ports() {
        different(Keys.HTTP_PORT, settings.find(Keys.HTTP_PORT), settings.find(Keys.MANAGEMENT_PORT));
        if (settings.find(Keys.QUEUE_BROKER_URL).filter("embedded"::equals).isPresent()) {
            Optional<Integer> queue = settings.find(Keys.QUEUE_PORT)
                    .filter(port -> !port.equals("off"))
                    .map(Integer::valueOf);
            different(Keys.QUEUE_PORT, queue, settings.find(Keys.HTTP_PORT));
            different(Keys.QUEUE_PORT, queue, settings.find(Keys.MANAGEMENT_PORT));
        }
    }

    private void different(Key<?> key, Optional<Integer> one, Optional<Integer> other) {
        if (one.isPresent() && one.get() != 0 && one.equals(other)) {
            problems.add(key.fullName() + " is " + one.get() + ", which another part of the bridge has: give each its"
                    + " own port, or 0 for a free one.");
        }
    }

    private void durations() {
        longer(Keys.SOCIALBOARDS_DEADLINE, Keys.SOCIALBOARDS_CONNECT_TIMEOUT);
        longer(Keys.RETRY_MAX_AGE, Keys.RETRY_DELAY);
        positive(Keys.SOCIALBOARDS_CONNECT_TIMEOUT);
        positive(Keys.RETRY_DELAY);
        both(Keys.RETRY_DELAY, Keys.RETRY_MAX_DELAY)
                .filter(pair -> pair.first().compareTo(pair.second()) > 0)
                .ifPresent(pair -> problems.add(Keys.RETRY_MAX_DELAY.fullName() + " must not be shorter than "
                        + Keys.RETRY_DELAY.fullName() + "."));
        settings.find(Keys.UNKNOWN_PROBES)
                .filter(probes -> probes < 2)
                .ifPresent(probes -> problems.add(
                        Keys.UNKNOWN_PROBES.fullName() + " must be 2 or more: one listing may be behind the truth."));
    }

    private record Pair(Duration first, Duration second) {}

    private Optional<Pair> both(Key<Duration> first, Key<Duration> second) {
        return settings.find(first).flatMap(one -> settings.find(second).map(other -> new Pair(one, other)));
    }

    private void longer(Key<Duration> key, Key<Duration> than) {
        both(key, than)
                .filter(pair -> pair.first().compareTo(pair.second()) <= 0)
                .ifPresent(pair -> problems.add(key.fullName() + " must be longer than " + than.fullName() + "."));
    }

    private void positive(Key<Duration> key) {
        settings.find(key)
                .filter(Duration::isZero)
                .ifPresent(zero -> problems.add(key.fullName() + " must be longer than 0s."));
    }

    private void codes() {
        Set<Integer> seen = new HashSet<>(Set.of(-1));
        for (Key<List<Integer>> key : List.of(Keys.RETRY_CODES, Keys.HALT_CODES, Keys.PARK_CODES)) {
            for (int code : settings.find(key).orElse(List.of())) {
                if (!seen.add(code)) {
                    problems.add(key.fullName() + " names " + code + ", which "
                            + (code == -1 ? "means success." : "is named already: a code can have one meaning."));
                }
            }
        }
    }

    private void places() {
        settings.find(Keys.LEDGER_URL)
                .filter(url -> !url.startsWith("jdbc:sqlite:") && !url.startsWith("jdbc:postgresql:"))
                .ifPresent(url -> problems.add(
                        Keys.LEDGER_URL.fullName() + " must start with jdbc:sqlite: or jdbc:postgresql:."));
        settings.find(Keys.LEDGER_URL)
                .filter(url -> url.matches("jdbc:postgresql://[^?]*@.*"))
                .ifPresent(url -> problems.add(Keys.LEDGER_URL.fullName() + " must have no user info: set "
                        + Keys.LEDGER_USER.fullName() + " and " + Keys.LEDGER_PASSWORD_FILE.fullName() + "."));
        settings.find(Keys.QUEUE_BROKER_URL)
                .filter(url -> !url.equals("embedded") && !url.matches("(?s)(tcp|ssl|amqp|amqps)://.+"))
                .ifPresent(url -> problems.add(Keys.QUEUE_BROKER_URL.fullName()
                        + " must be embedded, tcp://host:port, amqp://host:port or amqps://host:port."));
        settings.find(Keys.QUEUE_BROKER_URL)
                .filter(url -> url.matches("amqps?://[^?]*@.*"))
                .ifPresent(url -> problems.add(Keys.QUEUE_BROKER_URL.fullName() + " must have no user info: set "
                        + Keys.QUEUE_USER.fullName() + " and " + Keys.QUEUE_PASSWORD_FILE.fullName() + "."));
        List.of(
                        Keys.HTTP_TLS_CERTIFICATE_FILE,
                        Keys.HTTP_TLS_KEY_FILE,
                        Keys.LEDGER_PASSWORD_FILE,
                        Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE,
                        Keys.QUEUE_PASSWORD_FILE)
                .forEach(this::readable);
    }

    private void readable(Key<Path> key) {
        settings.find(key)
                .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
                .ifPresent(file -> problems.add(key.fullName() + " names " + file + ", which is no readable file."));
    }

    private void credentials() {
        if (settings.find(Keys.SOCIALBOARDS_REFRESH_TOKEN).isPresent()
                && settings.find(Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE).isPresent()) {
            problems.add("Only one of " + Keys.SOCIALBOARDS_REFRESH_TOKEN.fullName() + " and "
                    + Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE.fullName() + " can count: remove the other.");
        }
    }
}
