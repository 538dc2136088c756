package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport on the JDK's own HTTP client, for where there is no OkHttp.
 *
 * <p>That client writes GET and HEAD again when a connection is lost before an answer; {@link OnceBody} keeps it from
 * that. It follows no redirect and has no authenticator.
 *
 * <p>Handing a call from thread to thread is what costs time here, so it blocks in its caller's thread, the client's selector
 * does its own work, and what makes {@code sendAsync} end elsewhere is not used. Only a name that must be looked up, which
 * nobody can interrupt, and TLS handshakes have threads of their own.
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final CallWatch WATCH = new CallWatch();

    private final ExecutorService workers = Executors.newCachedThreadPool(JdkHttpTransport::worker);
    private final AtomicReference<@Nullable Thread> selector = new AtomicReference<>();
    private final KnownHosts hosts;
    private final HttpClient client;

    /** Connects within this time; each request brings its own timeout for the whole. */
    public JdkHttpTransport(Duration connectTimeout) {
        this(connectTimeout, new KnownHosts());
    }

    JdkHttpTransport(Duration connectTimeout, KnownHosts hosts) {
        this.hosts = hosts;
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(this::work)
                .build();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        if (request.timeout().isZero() || request.timeout().isNegative()) {
            throw new NotSentException("no time is left", new TimeoutException());
        }
        if (Thread.interrupted()) { // a worker might be done before its caller waits for it
            throw new InterruptedException("interrupted before " + request);
        }
        OnceBody body = new OnceBody(request.body());
        URI url = URI.create(request.url());
        var translated = translate(request, url, body);
        try {
            HttpResponse answer = hosts.isKnown(url)
                    ? exchange(translated, request.timeout())
                    : onWorker(translated, request.timeout());
            hosts.learn(url);
            return answer;
        } catch (IOException e) {
            if (Thread.interrupted()) { // closes the channel that this thread was about to use
                throw new InterruptedException("interrupted during " + request);
            }
            throw explain(e, body);
        } catch (IllegalArgumentException | IllegalStateException | RejectedExecutionException e) {
            throw explain(e, body);
        } finally {
            body.keepBack();
        }
    }

    /** On 17 the client has no way to be closed, but lets go of everything when its selector is interrupted. */
    @Override
    public void close() {
        Thread selecting = selector.get();
        if (selecting != null) {
            selecting.interrupt();
        }
        workers.shutdown();
    }

    private HttpResponse exchange(java.net.http.HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(timeout, TimeSource.system());
        LimitedBody answer = new LimitedBody();
        CallWatch.Watched late = WATCH.until(deadline::passed, answer::giveUp); // its own timeout is for the head only
        try {
            return translate(client.send(request, head -> answer));
        } finally {
            late.close();
        }
    }

    private HttpResponse onWorker(java.net.http.HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        Future<HttpResponse> call = workers.submit(() -> exchange(request, timeout));
        try {
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(LimitedBody.LATE, e);
        } finally {
            call.cancel(true);
        }
    }

    /** Called by the selector, with what it would have others do. */
    private void work(Runnable task) {
        Thread current = Thread.currentThread();
        if (current.getName().endsWith("-SelectorManager")) {
            selector.set(current);
        }
        if (task.getClass().getName().contains(".SSLFlowDelegate") && !workers.isShutdown()) {
            workers.execute(task);
        } else {
            task.run();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "iothub-sdk-http");
        thread.setDaemon(true);
        return thread;
    }

    private static java.net.http.HttpRequest translate(HttpRequest request, URI url, OnceBody body) {
        var builder = java.net.http.HttpRequest.newBuilder(url)
                .method(request.method(), body)
                .timeout(request.timeout());
        request.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.build();
    }

    private static HttpResponse translate(java.net.http.HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new HttpResponse(response.statusCode(), headers, response.body());
    }

    private static IOException explain(Exception cause, OnceBody body) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return body.keepBack() ? new NotSentException(words, cause) : new IOException(words, cause);
    }
}
