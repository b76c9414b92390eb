package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MostInFlightTest {

    @TempDir
    Path folder;

    @Test
    void aBridgeWithTwoUpstreamsStartsWithAsManyRequestsAsTheKeyAllows() {
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC(), "socialboards.max-in-flight=250")) {
            assertThatCode(bridge::start).doesNotThrowAnyException();
        }
    }
}
