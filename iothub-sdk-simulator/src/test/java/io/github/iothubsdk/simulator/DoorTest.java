package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the socket from somebody who does not mean well, or cannot speak HTTP. */
@Timeout(60)
class DoorTest {
    private static final int ENDLESS = 256 << 20;

    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Simulator simulator =
            Simulator.builder().host("sim.example").host("Cloud").start();
    private final Wire wire = new Wire(simulator, InstantSource.system());
    private final int port = simulator.endpoint().getPort();

    @BeforeEach
    void listen() {
        simulator.demoAccount();
        Logger.getLogger("").addHandler(listening);
    }

    @AfterEach
    void stop() {
        simulator.close();
        Logger.getLogger("").removeHandler(listening);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:%d",
                "127.0.0.1.evil.example:%d",
                "localhost.evil.example",
                "evil.example:80@127.0.0.1",
                "127.0.0.1:%d, evil.example",
                "10.0.0.7:%d",
                "[::2]:%d",
                "localhost:99999",
                "localhost:x",
                "",
            })
    void answersToNoNameButItsOwn(String host) throws Exception {
        String answer = said("GET /v1/describeUser HTTP/1.1\r\nHost: " + host.formatted(port) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421 ").contains("host(").doesNotContain("evil");
        assertThat(simulator.ledger().calls()).isEmpty();
        assertWell();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:%d",
                "127.0.0.1",
                "localhost:%d",
                "LOCALHOST:%d",
                "[::1]:%d",
                "sim.example:80",
                "cloud"
            })
    void answersToItsOwnNames(String host) throws Exception {
        String answer = said(
                "GET /v1/describeUser HTTP/1.1\r\nHost: " + host.formatted(port) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("lack of header authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://x", "x:80", "x/y", "*"})
    void takesOnlyNamesForNames(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.builder().host(host))
                .withMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "hello\r\n\r\n",
                "GET /\r\n{h}\r\n",
                "GET / HTTP/9.9\r\n{h}\r\n",
                "GET  / HTTP/1.1\r\n{h}\r\n",
                "GET http://127.0.0.1/ HTTP/1.1\r\n{h}\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\n{h}\r\n",
                "GET * HTTP/1.1\r\n{h}\r\n",
                "G\u0000T / HTTP/1.1\r\n{h}\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n{h}{h}\r\n",
                "GET / HTTP/1.1\r\n{h}no colon\r\n\r\n",
                "GET / HTTP/1.1\r\n{h}: nameless\r\n\r\n",
                "GET / HTTP/1.1\r\n{h}a: b\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\n{h}a: \u0007\r\n\r\n",
                "GET / HTTP/1.1\r\n{h}Content-Length: 2\r\n\r\n{}",
                "POST / HTTP/1.1\r\n{h}Content-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Content-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Content-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST / HTTP/1.1\r\n{h}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: gzip\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n{h}Transfer-Encoding: chunked\r\n\r\n2\r\n{}}\r\n0\r\n\r\n",
            })
    void refusesWhatIsNoRequest(String raw) throws Exception {
        assertThat(said(raw.replace("{h}", "Host: 127.0.0.1\r\n"))).matches("(?s)HTTP/1\\.1 4(00|13|21) .*");
        assertThat(simulator.ledger().calls()).isEmpty();
        assertWell();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET / HTTP/1.1\r\nHost: 127.",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
            })
    void forgetsAHalfRequest(String raw) throws Exception {
        assertThat(said(raw)).isEmpty();
        assertThat(simulator.ledger().calls()).isEmpty();
        assertWell();
    }

    @Test
    void joinsChunksWithExtensionsAndTrailers() throws Exception {
        String head = "POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        String answer = said(head.concat("1;a=b\r\n{\r\n1\r\n}\r\n0\r\ntrailer: x\r\n\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 404 ");
        assertThat(simulator.ledger().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.requestBody()).isEqualTo("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\na: ",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 268435456\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n10000000\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{lines}",
            })
    void readsNothingWithoutEnd(String begun) throws Exception {
        String unit = begun.endsWith("{lines}") ? "a: b\r\n" : begun.endsWith("{chunks}") ? "1\r\nx\r\n" : "x";
        byte[] filler = unit.repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        long taken = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(begun.replaceAll("\\{.*", "").getBytes(StandardCharsets.US_ASCII));
            while (taken < ENDLESS) {
                out.write(filler);
                taken += filler.length;
            }
        } catch (SocketException closedByTheSimulator) {
            assertThat(taken).as("what the system buffers, too").isLessThan(ENDLESS / 2);
        }
        assertThat(taken).isLessThan(ENDLESS);
        assertThat(simulator.ledger().calls()).isEmpty();
        assertWell();
    }

    @Test
    void keepsNoPassword() throws Exception {
        wire.create("plant-7", "t");
        wire.post("iothub", Wire.HUB, "{\"a\":[{\"rds\\u0050asswd\":\"canary\",\"b\":1}]}")
                .send();
        wire.post("iothub", Wire.HUB, "{\"rdsPassword\":{\"deep\":\"canary\"}}").send();
        wire.post("iothub", Wire.HUB, "{\"rdsPasswd\":\"canary\",").send();
        wire.post("iothub", Wire.HUB, "[{\"rdsPasswd\":\"canary\"}]").send();

        assertThat(simulator.ledger().calls()).hasSize(5);
        assertThat(simulator.ledger().calls().get(0).requestBody())
                .contains("\"name\":\"plant-7\"", "\"rdsPassword\":\"******\"");
        assertThat(simulator.ledger().calls().toString())
                .doesNotContain("canary")
                .doesNotContain("\"rdsPassword\":\"p\"");
    }

    @Test
    void keepsNoLargeBodyOfACallInThisProcess() {
        byte[] large = "x".repeat(2 << 20).getBytes(StandardCharsets.US_ASCII);

        assertThat(simulator
                        .exchange("POST", Wire.HUB, Map.of("host", "127.0.0.1"), large)
                        .status())
                .isEqualTo(413);
        assertThat(simulator.ledger().calls().get(0).requestBody()).hasSizeLessThan(100);
    }

    /** Nobody needs a key to be in the ledger. */
    @Test
    void keepsNoMoreThanFitsOfManyCalls() {
        String long60k = "/" + "x".repeat(60_000);
        for (int i = 0; i < 700; i++) {
            simulator.exchange("GET", long60k, Map.of("host", "127.0.0.1"), new byte[0]);
        }
        simulator.exchange("GET", Wire.USER, Map.of("host", "127.0.0.1"), new byte[0]);

        List<Ledger.Call> calls = simulator.ledger().calls();
        assertThat(calls).hasSize(701);
        assertThat(calls.stream().mapToLong(call -> call.path().length()).sum()).isLessThan(32 << 20);
        assertThat(calls.get(699).path()).isEqualTo("(60001 characters)");
        assertThat(calls.get(700).path()).isEqualTo(Wire.USER);
    }

    private void assertWell() throws Exception {
        assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(200);
        assertThat(logged).as("what was logged").isEmpty();
    }

    /** Sends this and then nothing more, and reads to the end. */
    private String said(String raw) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
