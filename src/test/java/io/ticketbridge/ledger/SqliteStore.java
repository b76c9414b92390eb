package io.ticketbridge.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A SQLite file in a folder of its own, deleted after the test. */
final class SqliteStore implements TestStore, BeforeEachCallback, AfterEachCallback {

    private Path folder;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("ledger");
    }

    @Override
    public Ledger.Location location() {
        return at(folder);
    }

    static Ledger.Location at(Path folder) {
        return new Ledger.Location(
                "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
