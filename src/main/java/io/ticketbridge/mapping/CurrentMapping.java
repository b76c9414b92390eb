package io.ticketbridge.mapping;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping in force: {@code mapping.yaml} as it stands now. A changed file is noticed within a second or so of use;
 * a file that turned bad is logged once and leaves the last good mapping in force. Thread-safe.
 */
public final class CurrentMapping implements Supplier<Mapping> {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentMapping.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How a change of the file shows without reading it. */
    private record Stamp(FileTime modified, long size, Optional<Object> file) {}

    private final Path file;
    private final OptionalLong correlationFieldId;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile Mapping mapping;
    private volatile Instant lookedAt;
    private Optional<Stamp> seen;

    /**
     * @param correlationFieldId the custom field that carries the ticket key, where one is configured
     * @throws ConfigurationException when the file cannot be used at the start
     */
    public CurrentMapping(Path file, OptionalLong correlationFieldId, Clock clock) {
        this.file = Objects.requireNonNull(file);
        this.correlationFieldId = correlationFieldId;
        this.clock = clock;
        this.seen = stamp();
        this.mapping = Mapping.load(file);
        this.lookedAt = clock.instant();
    }

    @Override
    public Mapping get() {
        Instant now = clock.instant();
        boolean due = Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) >= 0;
        if (due && looking.tryLock()) {
            try {
                lookedAt = now;
                reloadIfChanged();
            } finally {
                looking.unlock();
            }
        }
        return mapping;
    }

    public OptionalLong correlationFieldId() {
        return correlationFieldId;
    }

    private void reloadIfChanged() {
        Optional<Stamp> stamp = stamp();
        if (stamp.equals(seen)) {
            return;
        }
        seen = stamp;
        try {
            Mapping changed = Mapping.load(file);
            if (!changed.fingerprint().equals(mapping.fingerprint())) {
                mapping = changed;
                LOG.info("The mapping {} has changed and is in force now.", file);
            }
        } catch (ConfigurationException e) {
            LOG.error("The changed mapping cannot be used, the one before stays in force: {}", e.getMessage());
        }
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
