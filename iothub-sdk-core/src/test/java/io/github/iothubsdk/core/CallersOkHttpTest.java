package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an OkHttp client of the caller's: what is kept of it, and what it cannot do. */
class CallersOkHttpTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Reaction FINE = Reaction.answer("200 OK", "{}");
    private static final Reaction BUSY = Reaction.answer("503 Unavailable\r\nRetry-After: 0", "");

    private static OkHttpClient with(Interceptor interceptor) {
        return new OkHttpClient.Builder().addInterceptor(interceptor).build();
    }

    private static HttpResponse send(OkHttpClient client, String origin) throws IOException, InterruptedException {
        try (var transport = HttpTransports.okHttp(client)) {
            return transport.send(Calls.request("GET", origin, "", LONG));
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static IOException failure(OkHttpClient client, String origin) {
        IOException failure = catchThrowableOfType(IOException.class, () -> send(client, origin));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void refusesAnInterceptorThatRepeats() {
        Interceptor stubborn = chain -> {
            chain.proceed(chain.request()).close();
            return chain.proceed(chain.request());
        };
        RawServer server = RawServer.reacting(BUSY);
        try (server) {
            assertThat(failure(with(stubborn), server.origin()))
                    .isNotInstanceOf(NotSentException.class)
                    .hasMessageContaining("nothing is sent twice");
        }
        assertThat(server.heads()).hasSize(1);
    }

    @Test
    void refusesAnInterceptorThatRepeatsWithAnotherRequest() {
        Interceptor anew = chain -> {
            chain.proceed(chain.request()).close();
            return chain.proceed(
                    new Request.Builder().url(chain.request().url()).build());
        };
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            assertThat(failure(with(anew), server.origin())).hasMessageContaining("nothing is sent twice");
        }
        assertThat(server.heads()).hasSize(1);
    }

    @Test
    void refusesANetworkInterceptorThatRepeatsOrHasOkHttpRepeat() {
        List<Interceptor> repeating = List.of(
                chain -> {
                    chain.proceed(chain.request()).close();
                    return chain.proceed(chain.request());
                },
                chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .code(503)
                        .header("Retry-After", "0")
                        .build());
        for (Interceptor each : repeating) {
            RawServer server = RawServer.reacting(FINE);
            try (server) {
                assertThat(failure(
                                new OkHttpClient.Builder()
                                        .addNetworkInterceptor(each)
                                        .build(),
                                server.origin()))
                        .isNotInstanceOf(NotSentException.class);
            }
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void takesNoAnswerThatTheServiceHasNotGiven() {
        AtomicReference<@Nullable Response> kept = new AtomicReference<>();
        Interceptor store = chain -> {
            Response old = kept.get();
            if (old != null) {
                return old;
            }
            Response answer = chain.proceed(chain.request());
            answer = answer.newBuilder()
                    .body(ResponseBody.create(answer.body().bytes(), null))
                    .build();
            kept.set(answer);
            return answer;
        };
        Interceptor inventor = chain -> new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("{}", null))
                .build();
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            OkHttpClient storing = with(store);
            assertThat(catchThrowableOfType(Exception.class, () -> send(storing, server.origin())))
                    .isNull();
            for (OkHttpClient client : List.of(storing, with(inventor))) {
                assertThat(failure(client, server.origin()))
                        .isNotInstanceOf(NotSentException.class)
                        .hasMessageContaining("in the place of the service");
            }
        }
        assertThat(server.heads()).hasSize(1);
    }

    @Test
    void takesNoAnswerThatIsMadeUpForALostOne() {
        Interceptor comforter = chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(404)
                        .message("Not Found")
                        .body(ResponseBody.create("{}", null))
                        .build();
            }
        };
        RawServer server = new RawServer(RawServer.NOTHING, RawServer.CLOSE);
        try (server) {
            assertThat(failure(with(comforter), server.origin())).isNotInstanceOf(NotSentException.class);
        }
        assertThat(server.heads()).hasSize(1);
    }

    @Test
    void letsAnInterceptorTryAgainUntilSomethingHasLeft() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Interceptor otherWay = chain -> {
            try {
                return chain.proceed(chain.request()
                        .newBuilder()
                        .url("http://127.0.0.1:" + closed)
                        .build());
            } catch (IOException e) {
                return chain.proceed(chain.request());
            }
        };
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            assertThat(send(with(otherWay), server.origin()).status()).isEqualTo(200);
        }
        assertThat(server.heads()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhetherSomethingWasSentWhenAnInterceptorThrows(boolean before) {
        Interceptor broken = chain -> {
            Response answer = before ? null : chain.proceed(chain.request());
            throw new UnsupportedOperationException("broken" + (answer == null ? "" : answer.code()));
        };
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            IOException failure = failure(with(broken), server.origin());
            assertThat(failure instanceof NotSentException).isEqualTo(before);
            assertThat(failure).hasMessageContaining("UnsupportedOperationException: broken");
        }
        assertThat(server.heads()).hasSize(before ? 0 : 1);
    }

    @Test
    void keepsTheOrderOfInterceptorsAndTheListener() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    order.add("first");
                    return chain.proceed(
                            chain.request().newBuilder().header("X-First", "1").build());
                })
                .addInterceptor(chain -> {
                    order.add("second");
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(chain -> {
                    order.add("network");
                    return chain.proceed(chain.request());
                })
                .eventListener(new EventListener() {
                    @Override
                    public void callEnd(Call call) {
                        order.add("end");
                    }
                })
                .build();
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            send(client, server.origin());
        }
        assertThat(order).containsExactly("first", "second", "network", "end");
        assertThat(server.heads()).singleElement().asString().contains("X-First: 1");
    }

    @Test
    void leavesTheClientAsItWasAndOpen() throws Exception {
        OkHttpClient client = new OkHttpClient();
        RawServer server = RawServer.reacting(FINE);
        try (server) {
            try (var transport = HttpTransports.okHttp(client)) {
                transport.send(Calls.request("GET", server.origin(), "", LONG));
                assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(1);
            }
            assertThat(client.followRedirects() && client.retryOnConnectionFailure())
                    .isTrue();
            assertThat(client.interceptors()).isEmpty();
            Request own = new Request.Builder().url(server.origin()).build();
            try (Response answer = client.newCall(own).execute()) {
                assertThat(answer.code()).isEqualTo(200);
            }
            CountDownLatch later = new CountDownLatch(1);
            client.dispatcher().executorService().execute(later::countDown);
            assertThat(later.await(5, TimeUnit.SECONDS)).isTrue();
            client.connectionPool().evictAll();
        }
        assertThat(server.connections())
                .as("its own calls have their own connections")
                .isEqualTo(2);
    }

    @Test
    void goesThroughTheClientsProxyAndTellsItNothingTwice() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RawServer proxy = RawServer.reacting(Reaction.answer("407 No\r\nProxy-Authenticate: Basic realm=\"x\"", ""));
        try (proxy) {
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    Integer.parseInt(proxy.origin().replaceAll(".*:", "")));
            OkHttpClient client = new OkHttpClient.Builder()
                    .proxy(new Proxy(Proxy.Type.HTTP, address))
                    .proxyAuthenticator((route, response) -> {
                        asked.incrementAndGet();
                        return response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", "x")
                                .build();
                    })
                    .build();
            assertThat(send(client, "http://iothub.example").status()).isEqualTo(407);
            assertThat(asked).hasValue(0);
            failure(client, "https://iothub.example");
            assertThat(asked).hasValueGreaterThan(0);
        }
        assertThat(proxy.heads())
                .filteredOn(head -> head.startsWith("GET http://iothub.example/v1/"))
                .hasSize(1);
        assertThat(proxy.heads())
                .allMatch(head -> head.startsWith("GET") || head.startsWith("CONNECT iothub.example:443"));
    }

    @Test
    void usesConnectionsThatItCannotWatchForOneCallEach() throws Exception {
        List<Socket> made = new ArrayList<>();
        OkHttpClient client =
                new OkHttpClient.Builder().socketFactory(new Plain(made)).build();
        RawServer server = RawServer.reacting(FINE);
        try (server;
                var transport = HttpTransports.okHttp(client)) {
            for (int i = 0; i < 3; i++) {
                assertThat(transport
                                .send(Calls.request("GET", server.origin(), "", LONG))
                                .status())
                        .isEqualTo(200);
            }
            client.connectionPool().evictAll();
        }
        assertThat(made).hasSize(3);
        assertThat(server.heads())
                .hasSize(3)
                .allSatisfy(head -> assertThat(head).contains("Connection: close"));
    }

    @Test
    void isInterruptedThoughAnInterceptorTakesTheFlagAway() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        Interceptor deaf = chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                Thread.interrupted();
                throw e;
            }
        };
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        try (var server = RawServer.reacting(socket -> arrived.countDown())) {
            Thread caller = new Thread(() -> {
                try {
                    send(with(deaf), server.origin());
                } catch (IOException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            caller.start();
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            caller.join(5_000);
        }
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void isInterruptedThoughTheFlagIsGoneBeforeAnybodyLooked() throws Exception {
        Interceptor interrupting = chain -> {
            Thread.currentThread().interrupt();
            try {
                return chain.proceed(chain.request());
            } finally {
                Thread.interrupted();
            }
        };
        try (var server = RawServer.reacting(socket -> {})) {
            assertThat(catchThrowableOfType(Exception.class, () -> send(with(interrupting), server.origin())))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void believesNoAnswerOfAnEarlierCall() throws Exception {
        AtomicReference<@Nullable Response> last = new AtomicReference<>();
        Interceptor staleIfError = chain -> {
            try {
                Response answer = chain.proceed(chain.request());
                byte[] bytes = answer.body().bytes();
                last.set(answer.newBuilder()
                        .body(ResponseBody.create(bytes, null))
                        .build());
                return answer.newBuilder()
                        .body(ResponseBody.create(bytes, null))
                        .build();
            } catch (IOException e) {
                return Objects.requireNonNull(last.get());
            }
        };
        AtomicInteger number = new AtomicInteger();
        var server = RawServer.reacting(socket -> {
            if (number.incrementAndGet() == 1) {
                Reaction.answer("200 OK", "{\"order\":\"first\"}").on(socket);
            } else {
                socket.close();
            }
        });
        OkHttpClient client = with(staleIfError);
        try (server;
                var transport = HttpTransports.okHttp(client)) {
            assertThat(transport
                            .send(Calls.request("POST", server.origin(), "{}", LONG))
                            .text())
                    .contains("first");
            assertThat(catchThrowableOfType(
                            IOException.class,
                            () -> transport.send(Calls.request("POST", server.origin(), "{}", LONG))))
                    .isNotInstanceOf(NotSentException.class)
                    .hasMessageContaining("in the place of the service");
            client.connectionPool().evictAll();
        }
    }

    @Test
    void sendsNoCopyOfItsCall() {
        AtomicBoolean copied = new AtomicBoolean();
        Interceptor copying = chain -> copied.getAndSet(true)
                ? chain.proceed(chain.request())
                : chain.call().clone().execute();
        RawServer server = RawServer.reacting(RawServer.NOTHING);
        try (server) {
            assertThat(failure(with(copying), server.origin()))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("a copy of the call");
        }
        assertThat(server.heads()).isEmpty();
    }

    @Test
    void keepsAnInterruptThatWasTakenAfterTheAnswer() throws Exception {
        Interceptor taking = chain -> {
            Response answer = chain.proceed(chain.request());
            Thread.interrupted();
            return answer;
        };
        Interceptor interrupting = chain -> {
            Response answer = chain.proceed(chain.request());
            Thread.currentThread().interrupt();
            return answer;
        };
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(taking)
                .addNetworkInterceptor(interrupting)
                .build();
        try (var server = RawServer.reacting(Reaction.answer("200 OK", "{}"))) {
            assertThat(send(client, server.origin()).status()).isEqualTo(200);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void hearsInterruptsThoughAListenerOfAnotherClientThrows() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        OkHttpClient throwing = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        cancelled.countDown();
                        throw new IllegalStateException("a listener's");
                    }
                })
                .build();
        for (OkHttpClient client : List.of(throwing, new OkHttpClient())) {
            CountDownLatch arrived = new CountDownLatch(1);
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            try (var server = RawServer.reacting(socket -> arrived.countDown())) {
                Thread caller = new Thread(() -> {
                    try {
                        send(client, server.origin());
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        thrown.set(e);
                    }
                });
                caller.start();
                assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
                caller.interrupt();
                if (client == throwing) {
                    assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
                } else {
                    caller.join(5_000);
                }
            }
            if (client != throwing) {
                assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void sendsNothingWithoutTime(long millis) {
        var server = RawServer.reacting(RawServer.NOTHING);
        try (server;
                var transport = HttpTransports.okHttp()) {
            assertThat(catchThrowableOfType(
                            NotSentException.class,
                            () -> transport.send(Calls.request("GET", server.origin(), "", Duration.ofMillis(millis)))))
                    .hasMessageContaining("no time is left");
        }
        assertThat(server.heads()).isEmpty();
    }

    @Test
    void takesNoHalfHeadThatWasLeftOverForItsAnswers() throws Exception {
        AtomicInteger number = new AtomicInteger();
        var server = RawServer.reacting(socket -> {
            if (number.incrementAndGet() == 1) {
                Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n")
                        .on(socket);
            } else {
                Reaction.answer("404 Not Found", "{\"x\":1}").on(socket);
            }
        });
        try (server;
                var transport = HttpTransports.okHttp()) {
            transport.send(Calls.request("GET", server.origin(), "", LONG));
            assertThat(catchThrowableOfType(
                            IOException.class, () -> transport.send(Calls.request("GET", server.origin(), "", LONG))))
                    .isNotNull();
        }
    }

    /** Sockets as somebody else makes them. */
    private static final class Plain extends SocketFactory {
        private final List<Socket> made;

        Plain(List<Socket> made) {
            this.made = made;
        }

        @Override
        public Socket createSocket() {
            Socket socket = new Socket();
            made.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
