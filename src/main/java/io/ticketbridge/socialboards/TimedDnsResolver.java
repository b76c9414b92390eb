package io.ticketbridge.socialboards;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Ends the wait for a name. A lookup in the system's resolver can neither be bounded nor interrupted, so it runs on a
 * thread of its own, which is given up when it takes too long.
 */
final class TimedDnsResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final Duration limit;
    private final ExecutorService lookups = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "wire-lookup");
        thread.setDaemon(true);
        return thread;
    });

    TimedDnsResolver(DnsResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return inTime(host, () -> resolver.resolve(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return inTime(host, () -> resolver.resolveCanonicalHostname(host));
    }

    private <T> T inTime(String host, Callable<T> lookup) throws UnknownHostException {
        Future<T> future = lookups.submit(lookup);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw failed(host + ": no answer in " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(host + ": interrupted", e);
        } catch (ExecutionException e) {
            throw failed(host, e.getCause());
        }
    }

    private static UnknownHostException failed(String message, Throwable cause) {
        UnknownHostException failure = new UnknownHostException(message);
        failure.initCause(cause);
        return failure;
    }
}
