package io.ticketbridge.door.file;

import io.ticketbridge.intake.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of names in JSON rows that are no field of a support ticket: once for each file and name. Thread-safe. */
public final class IgnoredFields {

    private static final Logger LOG = LoggerFactory.getLogger(IgnoredFields.class);
    private static final int MOST_REMEMBERED = 1_000;

    private record Ignored(Path file, String name) {}

    private final Set<Ignored> warned = ConcurrentHashMap.newKeySet();

    /** Step of the {@code file-read} route, after a chunk was accepted. */
    public void warn(@Body List<Taken> rows, @ExchangeProperty(FileIntake.FILE) Path file) {
        for (Taken row : rows) {
            if (row instanceof Taken.InLedger inLedger) {
                inLedger.ignoredFields().forEach(name -> warn(file, name));
            }
        }
    }

    private void warn(Path file, String name) {
        if (warned.size() < MOST_REMEMBERED && warned.add(new Ignored(file, name))) {
            LOG.warn(
                    "{}: the field {} is no field of a support ticket and is ignored",
                    TextForPeople.quoted(file.getFileName().toString()),
                    name);
        }
    }
}
