package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

    @Test
    void whatIsForAnUpstreamThatIsNotServedIsNotDueHere() {
        assertThat(new Upstreams(Map.of()).shut()).containsExactlyInAnyOrder("live", "sandbox");
    }
}
