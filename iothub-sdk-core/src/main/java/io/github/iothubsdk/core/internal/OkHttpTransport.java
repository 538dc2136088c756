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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * The transport on OkHttp, with every way in which OkHttp sends again by itself closed.
 *
 * <p>OkHttp repeats a request after 408, after 503 with {@code Retry-After: 0}, on 307/308, on a 421 over a shared
 * HTTP/2 connection, with other credentials after 401 or 407, and when a connection is lost. One-shot bodies, no redirects, no
 * connection retry, HTTP/1.1 only, no authenticator but a tunnel's and a hidden {@code Retry-After} together leave none; a
 * test counts at the socket. An interceptor of the caller's may repeat a request, too, or answer from a store: the guards
 * stand behind all of them, one before OkHttp's own machinery and one before the wire.
 */
public final class OkHttpTransport implements HttpTransport {

    /** One for the process: a hundred clients need no hundred threads. */
    private static final CallWatch WATCH = new CallWatch();

    private final CountedSockets sockets = new CountedSockets();
    private final OkHttpClient client;
    private final boolean own;
    private volatile @Nullable OkHttpClient secure;
    private volatile boolean closed;

    /** Connects within this time; each request brings its own timeout for the whole. */
    public OkHttpTransport(Duration connectTimeout) {
        own = true;
        client = sendingOnce(new OkHttpClient.Builder())
                .connectTimeout(connectTimeout)
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
                .socketFactory(sockets)
                .dns(new BoundedDns(Dns.SYSTEM))
                .build();
    }

    /** On a client of the caller's, of which what money needs is set otherwise; closing leaves its threads and pool alone. */
    public OkHttpTransport(OkHttpClient callers) {
        own = false;
        boolean plain = callers.socketFactory().equals(SocketFactory.getDefault());
        client = sendingOnce(callers.newBuilder())
                .socketFactory(plain ? sockets : callers.socketFactory())
                .proxyAuthenticator(tunnelOnly(callers.proxyAuthenticator()))
                .dns(new BoundedDns(callers.dns()))
                .build();
        secure = client;
    }

    private OkHttpClient.Builder sendingOnce(OkHttpClient.Builder builder) {
        return builder.callTimeout(Duration.ZERO) // a listener that throws would end the thread of everybody's timeouts
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .addInterceptor(OneSend.inside(OkHttpTransport::proceedUnsent))
                .addNetworkInterceptor(OneSend.inside(this::exchange));
    }

    /** Credentials for a proxy go with the CONNECT before the request, and never with the request again. */
    private static Authenticator tunnelOnly(Authenticator callers) {
        return (route, response) ->
                response.request().method().equals("CONNECT") ? callers.authenticate(route, response) : null;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        if (request.timeout().isZero() || request.timeout().isNegative()) { // to OkHttp, none at all
            throw new NotSentException("no time is left", new TimeoutException());
        }
        return sendInTime(request);
    }

    private HttpResponse sendInTime(HttpRequest request) throws IOException, InterruptedException {
        var once = new OneSend(request.timeout());
        try (var watched = WATCH.until(once::isOver, once::cancel)) {
            Call call = once.belongsTo(client(request).newCall(translate(request, once)));
            Response response = call.execute();
            watched.check();
            HttpResponse answer = translate(once, response);
            if (once.takeInterrupt()) { // it is the caller's, whoever has taken the flag
                Thread.currentThread().interrupt();
            }
            return answer;
        } catch (IOException | RuntimeException | LinkageError e) { // of no HTTP, or of code of the caller's
            once.cancel();
            if (once.takeInterrupt()) {
                throw new InterruptedException("interrupted during " + request);
            }
            throw failure(once, e);
        } finally {
            if (closed) { // meanwhile, so that the connection went back to a pool that nobody empties any more
                close();
            }
        }
    }

    private static IOException failure(OneSend once, Throwable e) {
        String words = once.isLate()
                ? LimitedBody.LATE
                : e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
        return once.sent() ? new IOException(words, e) : new NotSentException(words, e);
    }

    @Override
    public void close() {
        closed = true;
        if (own) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    /** Reading the trusted certificates takes half a second, so that it is left to the first request that needs them. */
    private OkHttpClient client(HttpRequest request) {
        if (!request.origin().startsWith("https:")) {
            return client;
        }
        OkHttpClient known = secure;
        if (known == null) { // two at once make two, which share everything but this
            known = client.newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .build();
            secure = known;
        }
        return known;
    }

    private static Request translate(HttpRequest request, OneSend once) throws IOException {
        boolean bodiless = request.method().equals("GET") || request.method().equals("HEAD");
        Request.Builder builder = new Request.Builder()
                .url(SignedUrl.of(request))
                .header("Host", request.host()) // as it was signed; OkHttp would write it in its own way
                .method(request.method(), bodiless ? null : new OkHttpOnceBody(request.body()))
                .tag(OneSend.class, once);
        request.headers().forEach(header -> builder.addHeader(header.name(), header.value()));
        return builder.build();
    }

    /** An answer that no exchange of this call has brought is somebody else's, or an old one. */
    private static HttpResponse translate(OneSend once, Response response) throws IOException {
        if (!once.mayHaveLeft() || !once.hasProven(response)) {
            response.close();
            throw new IOException("an interceptor of the HTTP client's has answered in the place of the service");
        }
        var headers = new HashMap<String, String>();
        response.headers()
                .forEach(header -> headers.putIfAbsent(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        headers.remove(OneSend.PROOF);
        requireOneHead(response.message(), headers);
        return new HttpResponse(response.code(), headers, body(once, response));
    }

    /** What was left of an answer before would swallow the first line of this one, and put its status in its place. */
    private static void requireOneHead(String status, Map<String, String> headers) throws IOException {
        boolean another = status.contains("HTTP/1.")
                || headers.entrySet().stream()
                        .anyMatch(header -> header.getKey().isEmpty()
                                || header.getKey().contains(" ")
                                || header.getValue().contains("HTTP/1."));
        if (another) {
            throw new IOException("the answer's head holds another's");
        }
    }

    /**
     * Reads the answer and lets go of its connection. A body that fails while it is read has let go by itself, and is not
     * closed: OkHttp would look once more through everything that came, which takes minutes where it is one long chunk size.
     */
    private static byte[] body(OneSend once, Response response) throws IOException {
        var source = response.body().source();
        if (source.request(MOST_BYTES + 1L)) {
            once.cancel();
            response.close();
            throw new TooLarge();
        }
        byte[] body = source.readByteArray();
        response.close();
        return body;
    }

    /** The last of the interceptors around OkHttp's own machinery: they may try again until something has left. */
    private static Response proceedUnsent(Interceptor.Chain chain) throws IOException {
        OneSend.of(chain.call()).requireUnsent();
        return chain.proceed(chain.request());
    }

    /**
     * The last of the interceptors before the wire, which reads the whole answer, so that none can be held by the rest of it.
     * OkHttp takes for an answer whatever is left on a connection by the one before; where that cannot be seen, as through a
     * SOCKS proxy, each connection is used once.
     */
    private Response exchange(Interceptor.Chain chain) throws IOException {
        var socket = Objects.requireNonNull(chain.connection()).socket();
        boolean counted = sockets.counts(socket);
        sockets.requireUnspoilt(socket);
        OneSend once = OneSend.of(chain.call());
        once.leave();
        long before = once.received();
        Request.Builder request = chain.request().newBuilder();
        Response response = chain.proceed((counted ? request : request.header("Connection", "close")).build());
        if (counted && once.received() == before) {
            socket.close();
            response.close();
            throw new IOException("an answer was there before its request");
        }
        ResponseBody body =
                ResponseBody.create(body(once, response), response.body().contentType());
        return once.proven(response.newBuilder().removeHeader("Retry-After").body(body))
                .build();
    }
}
