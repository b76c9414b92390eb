package io.ticketbridge.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the inbox must not be: the file door claims whatever lies in it or in its {@code taken}, so a file of the
 * bridge's own would be moved away from under it. Folders in the inbox are not looked into, and do no harm.
 */
final class InboxPlace {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final List<String> OWN_FOLDERS = List.of("taken", "done", "failed");

    private final Settings settings;
    private final Optional<Path> configuration;

    private InboxPlace(Settings settings, Optional<Path> configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    /** @param content what the bridge has there, for people */
    private record Kept(Path folder, String content) {}

    /** @param configuration the folder of {@code application.properties} */
    static Optional<String> problem(Settings settings, Optional<Path> configuration) {
        return settings.find(Keys.INBOX_DIR).flatMap(inbox -> new InboxPlace(settings, configuration).problem(inbox));
    }

    private Optional<String> problem(Path inbox) {
        List<Path> claimed = Stream.concat(
                        Stream.of(inbox), OWN_FOLDERS.stream().map(inbox::resolve))
                .map(InboxPlace::real)
                .toList();
        return Stream.concat(
                        kept().stream()
                                .filter(kept -> claimed.contains(real(kept.folder())))
                                .map(Kept::content),
                        inBroker(claimed.get(0)).stream())
                .findFirst()
                .map(content -> Keys.INBOX_DIR.fullName() + " is " + inbox + ", where the bridge keeps " + content
                        + " and would take that for dropped files: name a folder that is for nothing else.");
    }

    private List<Kept> kept() {
        List<Kept> kept = new ArrayList<>();
        settings.find(Keys.LEDGER_URL)
                .flatMap(InboxPlace::ledgerFile)
                .ifPresent(file -> addFile(kept, file, "its ledger (" + Keys.LEDGER_URL.fullName() + ")"));
        settings.find(Keys.DATA_DIR).ifPresent(data -> {
            String key = " (" + Keys.DATA_DIR.fullName() + ")";
            kept.add(new Kept(data, "its data" + key));
            kept.add(new Kept(data.resolve("audit"), "its audit" + key));
        });
        configuration.ifPresent(folder -> kept.add(new Kept(folder, "its configuration")));
        for (Key<Path> key : List.of(
                Keys.ACCOUNTS_FILE,
                Keys.MAPPING_FILE,
                Keys.HTTP_TLS_CERTIFICATE_FILE,
                Keys.HTTP_TLS_KEY_FILE,
                Keys.LEDGER_PASSWORD_FILE,
                Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE,
                Keys.QUEUE_PASSWORD_FILE)) {
            settings.find(key).ifPresent(file -> addFile(kept, file, "the file of " + key.fullName()));
        }
        return kept;
    }

    /** The broker fills folders below its own. */
    private Optional<String> inBroker(Path inbox) {
        return settings.find(Keys.DATA_DIR)
                .filter(data -> inbox.startsWith(real(data.resolve("broker"))))
                .map(data -> "its broker's messages (" + Keys.DATA_DIR.fullName() + ")");
    }

    /** Where the name is, and where a link under it leads to. */
    private static void addFile(List<Kept> kept, Path file, String content) {
        Path absolute = file.toAbsolutePath();
        Stream.of(absolute, real(absolute))
                .map(Path::getParent)
                .flatMap(Stream::ofNullable)
                .forEach(folder -> kept.add(new Kept(folder, content)));
    }

    private static Optional<Path> ledgerFile(String url) {
        if (!url.startsWith(SQLITE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(url.substring(SQLITE.length()).split("\\?", 2)[0]));
        } catch (InvalidPathException e) {
            return Optional.empty(); // opening it says so
        }
    }

    /** Without links as far as it exists; the rest, which is yet to be made, as it is named. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return parent == null || Files.exists(absolute)
                    ? absolute
                    : real(parent).resolve(absolute.getFileName());
        }
    }
}
