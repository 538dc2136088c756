package io.github.iothubsdk.core.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up in a thread of its own, because the system's lookup knows neither a timeout nor an interrupt. Thread-safe.
 *
 * <p>A thread for each lookup, which is one for each new connection to a name. One that hangs is left behind.
 */
final class BoundedDns implements Dns {

    private static final Duration WITHOUT_A_CALL = Duration.ofSeconds(30);

    private final Dns names;

    BoundedDns(Dns names) {
        this.names = names;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var lookup = new FutureTask<>(() -> names.lookup(host));
        Thread thread = new Thread(lookup, "iothub-sdk-dns");
        thread.setDaemon(true);
        thread.start();
        OneSend call = OneSend.current();
        try {
            return lookup.get((call == null ? WITHOUT_A_CALL : call.timeLeft()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failure(host + " was not found in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted while " + host + " was looked up", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException known ? known : failure(host + " was not found", e);
        } finally {
            lookup.cancel(true);
        }
    }

    private static UnknownHostException failure(String words, Throwable cause) {
        var failure = new UnknownHostException(words);
        failure.initCause(cause);
        return failure;
    }
}
