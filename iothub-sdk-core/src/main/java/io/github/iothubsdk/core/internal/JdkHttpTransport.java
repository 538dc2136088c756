package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport on the JDK's own HTTP client, for class paths that cannot have OkHttp.
 *
 * <p>That client writes GET and HEAD again when a connection is lost before an answer; {@link OnceBody} keeps it from
 * that. It follows no redirect and has no authenticator.
 */
public final class JdkHttpTransport implements HttpTransport {

    private final ExecutorService workers = Executors.newCachedThreadPool(JdkHttpTransport::worker);
    private final AtomicReference<@Nullable Thread> selector = new AtomicReference<>();
    private final HttpClient client;

    /** Connects within this time; each request brings its own timeout for the whole. */
    public JdkHttpTransport(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(this::work)
                .build();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        OnceBody body = new OnceBody(request.body());
        var call = client.sendAsync(translate(request, body), answer -> new LimitedBody());
        try {
            return translate(call.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw explain(e.getCause() == null ? e : e.getCause(), body);
        } catch (TimeoutException e) {
            String words = "no whole answer within " + request.timeout().toMillis() + " ms";
            throw explain(new IOException(words, e), body);
        } finally {
            body.keepBack();
            cancel(call);
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

    private void work(Runnable task) {
        Thread current = Thread.currentThread();
        if (current.getName().endsWith("-SelectorManager")) {
            selector.set(current);
        }
        if (workers.isShutdown()) {
            task.run(); // the last words of calls that were under way
        } else {
            workers.execute(task);
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "iothub-sdk-http");
        thread.setDaemon(true);
        return thread;
    }

    /** Cancelling closes the connection; a call that is done does not notice. */
    private static void cancel(CompletableFuture<?> call) {
        call.cancel(true);
    }

    private static java.net.http.HttpRequest translate(HttpRequest request, OnceBody body) {
        var builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), body);
        request.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.build();
    }

    private static HttpResponse translate(java.net.http.HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new HttpResponse(response.statusCode(), headers, response.body());
    }

    private static IOException explain(Throwable cause, OnceBody body) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return body.keepBack() ? new NotSentException(words, cause) : new IOException(words, cause);
    }
}
