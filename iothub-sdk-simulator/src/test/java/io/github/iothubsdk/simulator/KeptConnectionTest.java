package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer ends, so that a client finds the next one on the same connection, and when that ends. */
@Timeout(60)
class KeptConnectionTest {
    private static final Pattern ANSWER = Pattern.compile("(?=HTTP/1\\.1 \\d)");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Simulator simulator = Simulator.start();
    private final String host = "Host: " + simulator.endpoint().getAuthority() + "\r\n";
    private final String health = "GET /_sim/health HTTP/1.1\r\n" + host + "\r\n";

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), simulator.endpoint().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    /** Sends this and ends its own side, so that the simulator's ends when all is answered. */
    private List<String> answers(String raw) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return split(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> split(String all) {
        return Stream.of(ANSWER.split(all)).filter(one -> !one.isEmpty()).toList();
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private String signed(String target) throws Exception {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", simulator.endpoint().getAuthority());
        headers.put("x-jdcloud-date", DATE.format(InstantSource.system().instant()));
        headers.put("x-jdcloud-nonce", UUID.randomUUID().toString());
        String authorization = new TinySigner(Demo.ACCESS_KEY, Demo.SECRET_KEY, "user", "jdcloud-api")
                .authorization("GET", target, headers, "");
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request + "Authorization: " + authorization + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/_sim/health", "/_sim/state", "/_sim/events", "/_sim/nothing", "/v1/describeUser", "/x"})
    void sendsNoBodyAfterTheHeadOfAHead(String path) throws Exception {
        List<String> answers = answers("HEAD " + path + " HTTP/1.1\r\n" + host + "\r\n" + health);

        assertThat(answers).hasSize(2);
        assertThat(body(answers.get(0))).isEmpty();
        assertThat(answers.get(0)).containsPattern("(?i)content-length: [1-9]");
        assertThat(body(answers.get(1))).startsWith("{\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example\r\n", "Content-Length: 99999999\r\n", "x\r\n"})
    void sendsNoBodyAfterTheHeadOfAHeadThatItRefuses(String field) throws Exception {
        String raw = "HEAD / HTTP/1.1\r\n" + (field.startsWith("Host") ? "" : host) + field + "\r\n";
        assertThat(body(answers(raw).get(0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void sendsNoBodyWithAStatusThatHasNone(int status) throws Exception {
        simulator.faults().on(Route.DESCRIBE_USER).call(1).status(status, "0123456789");
        simulator.faults().on(Route.DESCRIBE_USER).call(2).html(status);
        simulator.faults().on(Route.DESCRIBE_USER).call(3).error(status, 1, "X", "y");
        List<String> answers = answers(signed(Wire.USER) + signed(Wire.USER) + signed(Wire.USER) + health);

        assertThat(answers).hasSize(4);
        assertThat(answers.subList(0, 3)).allSatisfy(answer -> {
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(body(answer)).isEmpty();
        });
        assertThat(answers.get(0).contains("Content-Length")).isEqualTo(status == 205);
        assertThat(body(answers.get(3))).startsWith("{\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void hasNoBodyInThisProcessEither(int status) throws Exception {
        simulator.faults().on(Route.DESCRIBE_USER).html(status);
        Exchange exchange = new Wire(simulator, InstantSource.system())
                .get("user", Wire.USER)
                .exchange();
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /_sim/health HTTP/1.1\r\nConnection: close\r\n",
                "GET /_sim/health HTTP/1.1\r\nconnection: x, Close\r\n",
                "GET /v1/describeUser HTTP/1.1\r\nConnection: close\r\n",
                "HEAD / HTTP/1.1\r\nConnection: close\r\n",
                "GET /_sim/health HTTP/1.0\r\n",
                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n",
            })
    void endsWithTheConnectionOfWhoSaysSo(String head) throws Exception {
        try (Socket socket = connected()) {
            socket.getOutputStream().write((head + host + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).containsOnlyOnce("HTTP/1.1 ").containsPattern("(?i)\r\nconnection: close\r\n");
            assertThat(head.startsWith("HEAD")).isEqualTo(body(all).isEmpty());
        }
    }

    @Test
    void keepsTheConnectionOfEverybodyElse() throws Exception {
        assertThat(answers(health + health + health)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 18\r\n", "Transfer-Encoding: chunked\r\n"})
    void asksForABodyThatWaitsToBeAskedFor(String framing) throws Exception {
        boolean isChunked = framing.startsWith("T");
        String head = "POST /_sim/clock HTTP/1.1\r\n" + host
                + "Content-Type: application/json\r\nExpect: 100-continue\r\n" + framing + "\r\n";
        String body = "{\"advance\":\"PT1S\"}";
        try (Socket socket = connected()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(in.readLine()).isEmpty();
            String sent = isChunked ? "12\r\n" + body + "\r\n0\r\n\r\n" : body;
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void asksForNothingThatItRefuses() throws Exception {
        assertThat(answers("POST /_sim/clock HTTP/1.1\r\n" + host
                        + "Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n"))
                .singleElement()
                .asString()
                .startsWith("HTTP/1.1 413 ");
        assertThat(answers(
                        "POST / HTTP/1.1\r\nHost: evil.example\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"))
                .singleElement()
                .asString()
                .startsWith("HTTP/1.1 421 ");
    }
}
