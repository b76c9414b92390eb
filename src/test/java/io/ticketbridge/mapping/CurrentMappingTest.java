package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentMappingTest {

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Path file;
    private CurrentMapping current;

    @BeforeEach
    void readFirst() throws IOException {
        file = Files.writeString(folder.resolve("mapping.yaml"), "applications: {'1': {}}");
        current = new CurrentMapping(file, OptionalLong.empty(), clock);
    }

    @Test
    void takesAChangedFileAfterASecond() throws IOException {
        Files.writeString(file, "applications: {'1': {}, '22': {}}");

        assertThat(current.get().knows("22")).isFalse();
        clock.now = clock.now.plusSeconds(1);
        assertThat(current.get().knows("22")).isTrue();
    }

    @Test
    void keepsTheLastGoodMappingWhileTheFileIsBrokenOrAway() throws IOException {
        Files.writeString(file, "applications: [broken");
        clock.now = clock.now.plusSeconds(1);
        assertThat(current.get().knows("1")).isTrue();

        Files.delete(file);
        clock.now = clock.now.plusSeconds(1);
        assertThat(current.get().knows("1")).isTrue();

        Files.writeString(file, "applications: {'333': {}}");
        clock.now = clock.now.plusSeconds(1);
        assertThat(current.get().knows("333")).isTrue();
        assertThat(current.get().knows("1")).isFalse();
    }

    @Test
    void looksAgainAfterAClockThatWasSetBack() throws IOException {
        Files.writeString(file, "applications: {'22': {}}  ");
        clock.now = clock.now.minusSeconds(3_600);

        assertThat(current.get().knows("22")).isTrue();
    }

    @Test
    void refusesToStartWithAFileItCannotUse() throws IOException {
        Files.writeString(file, "applications: {}");

        assertThatThrownBy(() -> new CurrentMapping(file, OptionalLong.empty(), clock))
                .isInstanceOf(ConfigurationException.class);
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
