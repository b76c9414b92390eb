package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.FolderLock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says, for as long as it is so, that no bridge works on a data folder. Not for a process that is the bridge itself.
 */
final class BridgeAbsence implements Supplier<List<String>> {

    private final Path dataDir;

    BridgeAbsence(Settings settings) {
        this.dataDir = settings.get(Keys.DATA_DIR);
    }

    @Override
    public List<String> get() {
        return FolderLock.holder(dataDir).isPresent()
                ? List.of()
                : List.of("no bridge runs on this data folder, so nothing moves until one starts");
    }
}
