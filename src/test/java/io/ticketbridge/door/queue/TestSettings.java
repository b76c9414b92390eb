package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The defaults, with what a test sets. */
final class TestSettings implements Settings {

    private final Map<Key<?>, String> values = new HashMap<>();

    static TestSettings in(Path dataDir) {
        return new TestSettings().with(Keys.DATA_DIR, dataDir.toString()).with(Keys.QUEUE_PORT, "0");
    }

    TestSettings with(Key<?> key, String value) {
        values.put(key, value);
        return this;
    }

    @Override
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow();
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(values.get(key)).or(key::defaultText).map(key.parser());
    }
}
