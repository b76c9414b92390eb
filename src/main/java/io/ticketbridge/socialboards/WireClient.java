package io.ticketbridge.socialboards;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes an Apache HttpClient that sends exactly one wire request per call and tells how far it got. No retries,
 * redirects, cookies, proxies, answers to authentication challenges, compression or {@code 100-continue}; one host;
 * every wait ends at the deadline. Used by camel-http as {@code httpClientConfigurer} and by {@link WireCall}.
 * Thread-safe.
 */
public final class WireClient implements HttpClientConfigurer {

    /**
     * Options of the camel-http endpoint in the deliver route, beside {@code httpClientConfigurer}. Time-outs, pool,
     * headers and redirects are set here and need no option.
     */
    public static final String ENDPOINT_OPTIONS = "httpMethod=POST&throwExceptionOnFailure=false&copyHeaders=false"
            + "&skipRequestHeaders=true&skipControlHeaders=true&skipResponseHeaders=true&followRedirects=false";

    private static final int LONGEST_HEADER_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final TimeValue IDLE_CONNECTION = TimeValue.ofSeconds(30);

    private final WireSettings settings;
    private final WireRecorder recorder;
    private final WireCounter counter = new WireCounter();
    private final ScheduledThreadPoolExecutor deadlines;

    public WireClient(WireSettings settings, WireRecorder recorder) {
        this.settings = settings;
        this.recorder = recorder;
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wire-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.setKeepAliveTime(10, TimeUnit.SECONDS);
        deadlines.allowCoreThreadTimeOut(true);
    }

    public WireCounter counter() {
        return counter;
    }

    /** In bytes; of a longer answer no more is read. */
    int longestAnswer() {
        return settings.longestAnswer();
    }

    WireRecorder recorder() {
        return recorder;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        configure(builder, recorder);
    }

    void configure(HttpClientBuilder builder, WireRecorder permits) {
        builder.setConnectionManager(connections())
                .setConnectionManagerShared(false)
                .setRequestExecutor(new OneRequestExecutor(counter))
                .addExecInterceptorFirst("wire-exchange", new WireExchangeHandler(settings, permits, deadlines))
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent(settings.userAgent())
                .setDefaultRequestConfig(requests())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState();
    }

    private RequestConfig requests() {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                .setResponseTimeout(Timeout.of(settings.deadline()))
                .setConnectionKeepAlive(IDLE_CONNECTION)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    /** A connection is looked at before each use: one that the upstream closed meanwhile would make an unknown. */
    private PoolingHttpClientConnectionManager connections() {
        Timeout connectTimeout = Timeout.of(settings.connectTimeout());
        Timeout deadline = Timeout.of(settings.deadline());
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_HEADER_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return new WireConnections(limits)
                .setDnsResolver(new TimedDnsResolver(SystemDefaultDnsResolver.INSTANCE, settings.connectTimeout()))
                .setMaxConnTotal(settings.maxInFlight())
                .setMaxConnPerRoute(settings.maxInFlight())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(deadline)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout)
                        .setSocketTimeout(deadline)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }
}
