package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of the caller's that hangs, throws, or goes on elsewhere inside an OkHttp client. */
@Timeout(60)
class CallersCodeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static String get(HttpTransport transport, String origin, Duration timeout)
            throws IOException, InterruptedException {
        return transport.send(Calls.request("GET", origin, "", timeout)).text();
    }

    /** As the system's lookup does it. */
    private static OkHttpClient lookingUpForEver(CountDownLatch begun, CountDownLatch end) {
        return new OkHttpClient.Builder()
                .dns(host -> {
                    begun.countDown();
                    while (end.getCount() > 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .build();
    }

    @Test
    void endsInTimeThoughALookupHangs() {
        CountDownLatch end = new CountDownLatch(1);
        try (var transport = HttpTransports.okHttp(lookingUpForEver(new CountDownLatch(1), end))) {
            assertThat(catchThrowableOfType(
                            NotSentException.class, () -> get(transport, "http://iothub.example", SHORT)))
                    .isNotNull();
        } finally {
            end.countDown();
        }
    }

    @Test
    void isInterruptedThoughALookupHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        try (var transport = HttpTransports.okHttp(lookingUpForEver(begun, end))) {
            Thread caller = new Thread(() -> {
                try {
                    get(transport, "http://iothub.example", LONG);
                } catch (IOException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            caller.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            caller.join(10_000);
        } finally {
            end.countDown();
        }
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void saysWhatALookupHasFound() {
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host + ": says the lookup");
                })
                .build();
        try (var transport = HttpTransports.okHttp(client)) {
            assertThat(catchThrowableOfType(
                            NotSentException.class, () -> get(transport, "http://iothub.example", LONG)))
                    .hasMessage("iothub.example: says the lookup");
        }
    }

    /** It throws in the thread that tells the whole process's timeouts, unless something keeps it from that. */
    @Test
    void endsInTimeThoughAListenerThrows() {
        OkHttpClient throwing = new OkHttpClient.Builder()
                .callTimeout(SHORT)
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        throw new IllegalStateException("a listener's");
                    }
                })
                .build();
        try (var server = RawServer.reacting(RawServer.NOTHING);
                var theirs = HttpTransports.okHttp(throwing);
                var other = HttpTransports.okHttp()) {
            for (var transport : List.of(theirs, other, theirs)) {
                // Sent or not: a busy machine may not have connected yet when the time is over.
                assertThat(catchThrowableOfType(IOException.class, () -> get(transport, server.origin(), SHORT)))
                        .hasMessage("no whole answer came in time");
            }
        }
    }

    @Test
    void endsOtherClientsCallsInTimeThoughAListenerHangs() {
        CountDownLatch end = new CountDownLatch(1);
        OkHttpClient hanging = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        while (end.getCount() > 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                })
                .build();
        try (var server = RawServer.reacting(RawServer.NOTHING);
                var theirs = HttpTransports.okHttp(hanging);
                var other = HttpTransports.okHttp()) {
            Thread held = new Thread(() -> assertThat(
                            catchThrowableOfType(IOException.class, () -> get(theirs, server.origin(), SHORT)))
                    .isNotNull());
            held.setDaemon(true);
            held.start();
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowableOfType(IOException.class, () -> get(other, server.origin(), SHORT)))
                        .isNotNull();
            }
            end.countDown();
        }
    }

    @Test
    void saysThatNothingWasSentWhenTheFactoryOfListenersThrows() {
        OkHttpClient client = new OkHttpClient.Builder()
                .eventListenerFactory(call -> {
                    throw new IllegalStateException("a factory's");
                })
                .build();
        try (var transport = HttpTransports.okHttp(client)) {
            assertThat(catchThrowableOfType(NotSentException.class, () -> get(transport, "http://127.0.0.1:9", LONG)))
                    .hasMessageContaining("a factory's");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bringsTheAnswerThoughAnInterceptorGoesOnInAnotherThread(boolean network) throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        Interceptor limiter = chain -> {
            try {
                return elsewhere.submit(() -> chain.proceed(chain.request())).get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IOException(e);
            }
        };
        var builder = new OkHttpClient.Builder();
        OkHttpClient client =
                (network ? builder.addNetworkInterceptor(limiter) : builder.addInterceptor(limiter)).build();
        try (var server = RawServer.reacting(Reaction.answer("200 OK", "{\"x\":1}"));
                var transport = HttpTransports.okHttp(client)) {
            assertThat(get(transport, server.origin(), LONG)).isEqualTo("{\"x\":1}");
            assertThat(get(transport, server.origin(), LONG)).isEqualTo("{\"x\":1}");
            assertThat(server.connections()).isEqualTo(1);
            client.connectionPool().evictAll();
        } finally {
            elsewhere.shutdown();
        }
    }

    static List<HttpTransport> both() {
        return List.of(HttpTransports.okHttp(), HttpTransports.jdk());
    }

    /** What an answer of no harm leaves behind may not change what the next one says. */
    @ParameterizedTest
    @MethodSource("both")
    void takesNoStatusThatWasLeftOver(HttpTransport transport) throws Exception {
        for (String left : List.of(
                "HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nX", "HTTP/1.1 200 OK\r\nX: 1\r\n")) {
            AtomicInteger number = new AtomicInteger();
            var server = RawServer.reacting(socket -> (number.incrementAndGet() == 1
                            ? Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + left)
                            : Reaction.answer("404 Not Found", "{\"x\":1}"))
                    .on(socket));
            get(transport, server.origin(), LONG);
            int status;
            try {
                status = transport
                        .send(Calls.request("GET", server.origin(), "", SHORT))
                        .status();
            } catch (IOException e) {
                status = 0; // not understood
            }
            assertThat(status).as(left).isNotEqualTo(200);
        }
        transport.close();
    }
}
