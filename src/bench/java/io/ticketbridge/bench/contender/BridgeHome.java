package io.ticketbridge.bench.contender;

import io.ticketbridge.account.AccountFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration and data folder of one Ticketbridge. Everything that is not named here is as shipped. */
public final class BridgeHome {

    static final String USER = "ida";
    static final String API_KEY = AccountFile.newApiKey();

    private static final Path SHIPPED = Path.of("").toAbsolutePath();

    private final Path folder;

    /** @param more settings in the form of {@code --set} */
    public BridgeHome(Path folder, URI upstream, String... more) {
        this.folder = folder.toAbsolutePath();
        try {
            Path config = Files.createDirectories(this.folder.resolve("config"));
            Files.copy(SHIPPED.resolve("config/mapping.yaml"), config.resolve("mapping.yaml"));
            new AccountFile(config.resolve("accounts.properties"))
                    .add(
                            new AccountFile.NewAccount(USER, "Ida", "ida@example.org", Optional.empty(), List.of()),
                            AccountFile.newApiKey(),
                            API_KEY);
            Files.write(
                    config.resolve("application.properties"),
                    settings(upstream, more).entrySet().stream()
                            .map(Map.Entry::toString)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(URI upstream, String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ticketbridge.http.port", "0");
        settings.put("ticketbridge.queue.port", "0");
        settings.put("ticketbridge.data.dir", folder.resolve("data").toString());
        settings.put("ticketbridge.socialboards.base-url", upstream.toString());
        settings.put("ticketbridge.socialboards.client-id", "bench");
        settings.put("ticketbridge.socialboards.refresh-token", "bench");
        for (String setting : more) {
            String[] parts = setting.split("=", 2);
            settings.put("ticketbridge." + parts[0], parts[1]);
        }
        return settings;
    }

    Path folder() {
        return folder;
    }

    List<String> runArguments(int managementPort) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of("--config", folder.resolve("config").toString()));
        arguments.addAll(List.of("--routes", SHIPPED.resolve("routes").toString()));
        arguments.addAll(List.of("--set", "management.port=" + managementPort));
        return arguments;
    }
}
