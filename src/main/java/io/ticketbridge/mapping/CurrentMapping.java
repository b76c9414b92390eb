package io.ticketbridge.mapping;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping in force: {@code mapping.yaml} as it stands now. A changed file is in force for every use that begins
 * after the change, also when many threads use it at once; a file that turned bad is logged once and leaves the last
 * good mapping in force. Thread-safe.
 */
public final class CurrentMapping implements Supplier<Mapping> {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentMapping.class);
    /** How a change of the file shows without reading it. */
    private record Stamp(FileTime modified, long size, Optional<Object> file) {}

    private final Path file;
    private final OptionalLong correlationFieldId;
    private volatile Mapping mapping;
    private volatile Optional<Stamp> seen;

    /**
     * @param correlationFieldId the custom field that carries the ticket key, where one is configured
     * @throws ConfigurationException when the file cannot be used at the start
     */
    public CurrentMapping(Path file, OptionalLong correlationFieldId) {
        this.file = Objects.requireNonNull(file);
        this.correlationFieldId = correlationFieldId;
        this.seen = stamp();
        this.mapping = Mapping.load(file);
    }

    /** Looks at the file each time: a look costs little, and a mistake that was mended must not be sent once more. */
    @Override
    public Mapping get() {
        if (!stamp().equals(seen)) {
            reload();
        }
        return mapping;
    }

    public OptionalLong correlationFieldId() {
        return correlationFieldId;
    }

    private synchronized void reload() {
        Optional<Stamp> now = stamp();
        if (now.equals(seen)) {
            return; // another thread was quicker
        }
        try {
            Mapping changed = Mapping.load(file);
            if (!changed.fingerprint().equals(mapping.fingerprint())) {
                mapping = changed;
                LOG.info("The mapping {} has changed and is in force now.", file);
            }
        } catch (ConfigurationException e) {
            LOG.error("The changed mapping cannot be used, the one before stays in force: {}", e.getMessage());
        }
        seen = now; // last: whoever sees it uses what was read
    }

    /** Empty while the file is away. */
    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            LOG.debug("The mapping {} cannot be looked at.", file, e);
            return Optional.empty();
        }
    }
}
