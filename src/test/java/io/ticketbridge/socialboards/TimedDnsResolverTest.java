package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

class TimedDnsResolverTest {

    @Test
    void resolvesWhatTheSystemResolves() throws Exception {
        TimedDnsResolver resolver = new TimedDnsResolver(SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(10));

        assertThat(resolver.resolve("127.0.0.1")).containsExactly(InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void givesUpALookupThatDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);
        TimedDnsResolver resolver = new TimedDnsResolver(
                new DnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) {
                        return waitFor(never, new InetAddress[0]);
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return waitFor(never, host);
                    }
                },
                Duration.ofMillis(50));

        assertThatThrownBy(() -> resolver.resolve("black.hole"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("black.hole: no answer in 50 ms");
    }

    private static <T> T waitFor(CountDownLatch latch, T value) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return value;
    }
}
