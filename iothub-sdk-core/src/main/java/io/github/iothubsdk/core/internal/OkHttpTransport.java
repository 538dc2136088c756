package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The transport on OkHttp, with every way in which OkHttp sends again by itself closed.
 *
 * <p>OkHttp repeats a request after 408, after 503 with {@code Retry-After: 0}, on 307/308, on a 421 over a shared
 * HTTP/2 connection and when a connection is lost. One-shot bodies, no redirects, no connection retry, HTTP/1.1 only
 * and a hidden {@code Retry-After} together leave none; a test counts at the socket.
 */
public final class OkHttpTransport implements HttpTransport {

    /** One for the process: a hundred clients need no hundred threads. */
    private static final CallWatch WATCH = new CallWatch();

    private final CountedSockets sockets = new CountedSockets();
    private final OkHttpClient cleartext;
    private volatile @Nullable OkHttpClient secure;

    /** Connects within this time; each request brings its own timeout for the whole. */
    public OkHttpTransport(Duration connectTimeout) {
        cleartext = new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
                .socketFactory(sockets)
                .addNetworkInterceptor(OkHttpTransport::hideRetryAfter)
                .addNetworkInterceptor(this::takeNoOthersAnswer)
                .eventListener(new SentMark())
                .build();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        AtomicBoolean sent = new AtomicBoolean();
        Call call = client(request).newCall(translate(request, sent));
        call.timeout().timeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        sockets.begin();
        try (var watched = WATCH.during(call::cancel)) {
            Response response = call.execute();
            watched.check();
            return translate(call, response);
        } catch (IOException e) {
            call.cancel();
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted during " + request);
            }
            throw sent.get() ? e : new NotSentException(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            call.cancel();
            if (!sent.get()) {
                throw e; // a request that cannot be sent is the caller's mistake
            }
            throw new IOException("the answer is no HTTP: " + e.getMessage(), e);
        } finally {
            sockets.end();
        }
    }

    @Override
    public void close() {
        cleartext.dispatcher().executorService().shutdown();
        cleartext.connectionPool().evictAll();
    }

    /** Reading the trusted certificates takes half a second, so that it is left to the first request that needs them. */
    private OkHttpClient client(HttpRequest request) {
        if (!request.origin().startsWith("https:")) {
            return cleartext;
        }
        OkHttpClient known = secure;
        if (known == null) { // two at once make two, which share everything but this
            known = cleartext
                    .newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .build();
            secure = known;
        }
        return known;
    }

    private static Request translate(HttpRequest request, AtomicBoolean sent) {
        boolean bodiless = request.method().equals("GET") || request.method().equals("HEAD");
        Request.Builder builder = new Request.Builder()
                .url(request.url())
                .header("Host", request.host()) // as it was signed; OkHttp would write it in its own way
                .method(request.method(), bodiless ? null : new OneShotBody(request.body()))
                .tag(AtomicBoolean.class, sent);
        request.headers().forEach(header -> builder.addHeader(header.name(), header.value()));
        return builder.build();
    }

    /**
     * Reads the answer and lets go of its connection. A body that fails while it is read has let go by itself, and is not
     * closed: OkHttp would look once more through everything that came, which takes minutes where it is one long chunk size.
     */
    private static HttpResponse translate(Call call, Response response) throws IOException {
        Headers received = response.headers();
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < received.size(); i++) {
            headers.putIfAbsent(received.name(i).toLowerCase(Locale.ROOT), received.value(i));
        }
        var source = response.body().source();
        if (source.request(MOST_BYTES + 1L)) {
            call.cancel();
            response.close();
            throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
        }
        byte[] body = source.readByteArray();
        response.close();
        return new HttpResponse(response.code(), headers, body);
    }

    /** OkHttp takes for an answer whatever is left on a connection by the one before. */
    private Response takeNoOthersAnswer(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null && sockets.spoilt(connection.socket())) {
            throw new IOException("the connection holds what nobody asked for");
        }
        long before = sockets.received();
        Response response = chain.proceed(chain.request());
        if (sockets.received() == before) {
            response.close();
            throw new IOException("an answer was there before its request");
        }
        return response;
    }

    private static Response hideRetryAfter(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.header("Retry-After") == null
                ? response
                : response.newBuilder().removeHeader("Retry-After").build();
    }

    /** Notes when the first byte is about to leave. */
    private static final class SentMark extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }

    /** A body that can be written once, and is therefore never written twice. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;

        OneShotBody(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null; // the signed header says it
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
