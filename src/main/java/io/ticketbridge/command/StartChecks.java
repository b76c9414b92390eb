package io.ticketbridge.command;

import io.ticketbridge.audit.AuditSinks;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.OwnAddress;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.rest.RestDoor;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a start would refuse, as far as that shows without a port, a connection or a file of ours. */
final class StartChecks {

    private StartChecks() {}

    /** @return what is wrong, one sentence each; values that are wrong in themselves are passed over */
    static List<String> problems(Settings settings) {
        return Stream.of(
                        problem(() -> address(settings, Keys.HTTP_HOST)),
                        problem(() -> address(settings, Keys.MANAGEMENT_HOST)),
                        problem(() -> tls(settings)),
                        problem(() -> AuditSinks.checkUris(settings)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static void address(Settings settings, Key<String> key) {
        settings.find(key).ifPresent(host -> OwnAddress.require(key, host));
    }

    private static void tls(Settings settings) {
        boolean readable = Stream.of(Keys.HTTP_TLS_CERTIFICATE_FILE, Keys.HTTP_TLS_KEY_FILE)
                .allMatch(key -> settings.find(key).filter(Files::isReadable).isPresent());
        if (readable) { // the configuration's own check says so where it is not
            RestDoor.checkTls(settings);
        }
    }

    private static Optional<String> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(e.getMessage());
        }
    }
}
