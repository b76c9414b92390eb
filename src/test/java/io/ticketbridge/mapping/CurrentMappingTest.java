package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentMappingTest {

    @TempDir
    Path folder;

    private Path file;
    private CurrentMapping current;

    @BeforeEach
    void readFirst() throws IOException {
        file = Files.writeString(folder.resolve("mapping.yaml"), "applications: {'1': {}}");
        current = new CurrentMapping(file, OptionalLong.empty());
    }

    @Test
    void takesAChangedFileAtOnce() throws IOException {
        Files.writeString(file, "applications: {'1': {}, '22': {}}");

        assertThat(current.get().knows("22")).isTrue();
    }

    @Test
    void givesNoThreadTheOldMappingOnceTheFileHasChanged() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 50; round++) {
                String application = "x".repeat(round + 1);
                Files.writeString(file, "applications: {'" + application + "': {}}");
                List<Callable<Boolean>> uses =
                        Collections.nCopies(16, () -> current.get().knows(application));
                for (Future<Boolean> known : threads.invokeAll(uses)) {
                    assertThat(known.get()).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsTheLastGoodMappingWhileTheFileIsBrokenOrAway() throws IOException {
        Files.writeString(file, "applications: [broken");
        assertThat(current.get().knows("1")).isTrue();

        Files.delete(file);
        assertThat(current.get().knows("1")).isTrue();

        Files.writeString(file, "applications: {'333': {}}");
        assertThat(current.get().knows("333")).isTrue();
        assertThat(current.get().knows("1")).isFalse();
    }

    @Test
    void refusesToStartWithAFileItCannotUse() throws IOException {
        Files.writeString(file, "applications: {}");

        assertThatThrownBy(() -> new CurrentMapping(file, OptionalLong.empty()))
                .isInstanceOf(ConfigurationException.class);
    }
}
