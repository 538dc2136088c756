package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Cache;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * An OkHttp client as somebody may have set it up who wants an answer by all means: everything that repeats, follows or
 * remembers is on, and interceptors of its own repeat what has not gone well.
 */
public final class BusyClient {

    private static final int TRIES = 3;

    private BusyClient() {}

    /** A transport on such a client, which ends with it; the client would end it by itself after minutes. */
    public static HttpTransport transport(Duration connectTimeout) {
        OkHttpClient client = client(connectTimeout);
        HttpTransport inner = HttpTransports.okHttp(client);
        return new HttpTransport() {
            @Override
            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                return inner.send(request);
            }

            @Override
            public void close() {
                inner.close();
                client.connectionPool().evictAll();
                client.dispatcher().executorService().shutdown();
            }
        };
    }

    public static OkHttpClient client(Duration connectTimeout) {
        return new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .callTimeout(Duration.ofMillis(1))
                .readTimeout(Duration.ofMillis(1))
                .writeTimeout(Duration.ofMillis(1))
                .retryOnConnectionFailure(true)
                .followRedirects(true)
                .followSslRedirects(true)
                .cache(new Cache(
                        Path.of(
                                        "target",
                                        "busy-client-" + ProcessHandle.current().pid())
                                .toFile(),
                        1 << 20))
                .cookieJar(new Cookies())
                .authenticator((route, response) -> again(response.request()))
                .proxyAuthenticator((route, response) -> again(response.request()))
                .addInterceptor(BusyClient::retry)
                .addInterceptor(BusyClient::follow)
                .addNetworkInterceptor(BusyClient::keepForLong)
                .build();
    }

    private static Request again(Request request) {
        return request.newBuilder().header("X-Again", "1").build();
    }

    /** Tries again on failures and on answers that are none, and takes the first answer when that does not help. */
    private static Response retry(Interceptor.Chain chain) throws IOException {
        Response first = null;
        IOException failure = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                Response answer = kept(chain.proceed(i == 0 ? chain.request() : again(chain.request())));
                if (answer.isSuccessful()) {
                    return answer;
                }
                first = first == null ? answer : first;
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (first == null && failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(first);
    }

    private static Response follow(Interceptor.Chain chain) throws IOException {
        Response answer = kept(chain.proceed(chain.request()));
        String location = answer.header("Location");
        HttpUrl elsewhere = location == null ? null : chain.request().url().resolve(location);
        if (!answer.isRedirect() || elsewhere == null) {
            return answer;
        }
        try {
            return kept(
                    chain.proceed(chain.request().newBuilder().url(elsewhere).build()));
        } catch (IOException e) {
            return answer;
        }
    }

    private static Response keepForLong(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request())
                .newBuilder()
                .header("Cache-Control", "max-age=1000")
                .build();
    }

    /** With its body in memory, so that its connection is free for another try. */
    private static Response kept(Response answer) throws IOException {
        try (answer) {
            ResponseBody body = answer.body();
            return answer.newBuilder()
                    .body(ResponseBody.create(body.bytes(), body.contentType()))
                    .build();
        }
    }

    private static final class Cookies implements CookieJar {
        private final List<Cookie> eaten = new CopyOnWriteArrayList<>();

        @Override
        public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            eaten.addAll(cookies);
        }

        @Override
        public List<Cookie> loadForRequest(HttpUrl url) {
            return List.of(new Cookie.Builder()
                    .name("from")
                    .value("before")
                    .domain(url.host())
                    .build());
        }
    }
}
