package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void sendsPathQueryHeadersAndBodyExactlyAsSigned() throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        try (server;
                var transport = new OkHttpTransport(LONG)) {
            HttpRequest plain = Calls.request("POST", server.origin(), "{\"a\":\"\u4e2d\"}", LONG);
            transport.send(new HttpRequest(
                    "POST",
                    server.origin(),
                    "/v2/a%2Fb%20c%252F~/x%3Ay:pay",
                    "a=&b=%27%22%5B%7C%7D%2A%2B&c=%E4%B8%AD",
                    plain.headers(),
                    plain.body(),
                    "order",
                    "cn-north-1",
                    LONG));
        }
        String head = server.heads().get(0);
        assertThat(head)
                .startsWith("POST /v2/a%2Fb%20c%252F~/x%3Ay:pay?a=&b=%27%22%5B%7C%7D%2A%2B&c=%E4%B8%AD HTTP/1.1\r\n");
        assertThat(head.toLowerCase(Locale.ROOT).lines())
                .contains("content-type: application/json", "user-agent: test", "content-length: 11")
                .contains("host: " + server.origin().substring(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LocalHost", "[::ffff:127.0.0.1]", "127.0.0.1"})
    void sendsTheHostThatWasSigned(String host) throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        HttpRequest request = Calls.request("GET", server.origin().replace("127.0.0.1", host), "", LONG);
        try (server;
                var transport = new OkHttpTransport(LONG)) {
            transport.send(request);
        }
        assertThat(server.heads()
                        .get(0)
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:")))
                .singleElement()
                .asString()
                .endsWith(": " + request.host());
    }

    @Test
    void givesTheFirstValueOfEachHeaderInLowerCaseAndTheBodyDecompressed() throws Exception {
        byte[] zipped = zipped("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        HttpResponse response = exchange(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nX-Jdcloud-Request-Id: r1\r\nx-jdcloud-request-id: r2\r\n"
                            + "Content-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(zipped);
        });
        assertThat(response.text()).isEqualTo("{\"a\":1}");
        assertThat(response.header("X-JDCLOUD-REQUEST-ID")).contains("r1");
    }

    @Test
    void refusesAnAnswerThatUnpacksToMoreThanItKeeps() throws Exception {
        byte[] bomb = zipped(new byte[17 << 20]);
        assertThatThrownBy(() -> exchange(socket -> {
                    OutputStream out = socket.getOutputStream();
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    out.write(bomb);
                }))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void saysThatNothingWasSentToARefusingPort() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertNotSent("http://127.0.0.1:" + port);
    }

    @Test
    void saysThatNothingWasSentToAnUnknownHost() {
        assertNotSent("http://nothing.invalid");
    }

    @Test
    void saysThatNothingWasSentWhenTlsIsNotAgreed() {
        try (var server = new RawServer(Reaction.answer("HTTP/1.1 400 Bad\r\n\r\n"), RawServer.NOTHING)) {
            assertNotSent(server.origin().replace("http:", "https:"));
        }
    }

    @Test
    void saysThatNothingWasSentWhenConnectingTakesTooLong() throws Exception {
        try (var silent = new SilentPort();
                var transport = new OkHttpTransport(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> transport.send(Calls.request("POST", silent.origin(), "{}", LONG)))
                    .isInstanceOf(NotSentException.class);
        }
        try (var silent = new SilentPort();
                var transport = new OkHttpTransport(LONG)) {
            Duration timeout = Duration.ofMillis(100);
            assertThatThrownBy(() -> transport.send(Calls.request("POST", silent.origin(), "{}", timeout)))
                    .isInstanceOf(NotSentException.class);
        }
    }

    @Test
    void countsTheTimeoutOverTheWholeExchange() {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{";
        try (var server = RawServer.reacting(Reaction.answer(half));
                var transport = new OkHttpTransport(LONG)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> transport.send(Calls.request("GET", server.origin(), "", Duration.ofMillis(200))))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class);
            assertThat(System.nanoTime() - start).isBetween(190_000_000L, 5_000_000_000L);
        }
    }

    private static HttpResponse exchange(Reaction reaction) throws IOException, InterruptedException {
        try (var server = RawServer.reacting(reaction);
                var transport = new OkHttpTransport(LONG)) {
            return transport.send(Calls.request("GET", server.origin(), "", LONG));
        }
    }

    private static void assertNotSent(String origin) {
        try (var transport = new OkHttpTransport(LONG)) {
            assertThatThrownBy(() -> transport.send(Calls.request("POST", origin, "{}", LONG)))
                    .isInstanceOf(NotSentException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
