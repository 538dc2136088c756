package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures are told apart by whether anything was sent, come in time, and leave nothing open. */
abstract class FailureContract extends AnswerContract {

    /** How much longer than its time-out a send may take; a machine may stall, but hardly in each of the tries. */
    private static final Duration SLACK = Duration.ofMillis(250);

    private static final int TRIES = 3;
    private static final Duration TOO_LONG = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofMillis(2_500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Bytes of more than one packet, and of more than the buffers of many clients. */
    private static final int LARGE = 200_000;

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

    /** Nothing was sent, but not every client can tell; then a plain IOException is the honest answer. */
    @Test
    void failsWhenTlsIsNotAgreed() {
        try (var server = new RawServer(Reaction.answer("HTTP/1.1 400 Bad\r\n\r\n"), RawServer.NOTHING);
                var transport = create(LONG)) {
            String origin = server.origin().replace("http:", "https:");
            assertThatThrownBy(() -> transport.send(request("POST", origin, "{}", LONG)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysThatNothingWasSentWhenConnectingTakesTooLong() throws Exception {
        try (var silent = new SilentPort();
                var transport = create(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> transport.send(request("POST", silent.origin(), "{}", LONG)))
                    .isInstanceOf(NotSentException.class);
        }
        try (var silent = new SilentPort();
                var transport = create(LONG)) {
            Duration timeout = Duration.ofMillis(100);
            assertThatThrownBy(() -> transport.send(request("POST", silent.origin(), "{}", timeout)))
                    .isInstanceOf(NotSentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
            })
    void countsTheTimeoutOverTheWholeExchange(String begun) throws Exception {
        Duration timeout = Duration.ofMillis(300);
        Duration quickest = LONG;
        for (int i = 0; i < TRIES && quickest.compareTo(timeout.plus(SLACK)) > 0; i++) {
            Duration took = untilGivenUp(Reaction.answer(begun), new byte[] {'{', '}'}, timeout);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
        assertThat(quickest).isLessThanOrEqualTo(timeout.plus(SLACK));
    }

    /** It has arrived whole, and no answer comes. */
    @Test
    void countsTheTimeoutOfALargeRequestToo() throws Exception {
        Duration timeout = Duration.ofMillis(300);
        Duration quickest = LONG;
        for (int i = 0; i < TRIES && quickest.compareTo(timeout.plus(SLACK)) > 0; i++) {
            Duration took = untilGivenUp(RawServer.untilLeft(TOO_LONG.plusSeconds(1)), bytes(LARGE), timeout);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
        assertThat(quickest).isLessThanOrEqualTo(timeout.plus(SLACK));
    }

    private Duration untilGivenUp(Reaction reaction, byte[] body, Duration timeout) throws Exception {
        try (var server = RawServer.reacting(reaction);
                var transport = create(LONG)) {
            long start = TimeSource.system().nanos();
            assertThatThrownBy(() ->
                            transport.send(request("POST", server.origin(), "/v1/vpcs", "", HEADERS, body, timeout)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class);
            Duration took = Duration.ofNanos(TimeSource.system().nanos() - start);
            assertThat(server.everyConnectionEnds()).as("it is given up").isTrue();
            assertThat(server.heads()).hasSize(1);
            assertThat(took).isBetween(timeout.minusMillis(10), TOO_LONG);
            return took;
        }
    }

    /** Within the request's time-out nobody gives up, and nobody sends again what may be an order. */
    @Test
    void waitsForAnAnswerThatTakesItsTime() throws Exception {
        RawServer server = RawServer.choosing(
                request -> RawServer.pause(SLOW).then(Reaction.answer("200 OK\r\nX-Of: " + request.method(), "{}")));
        try (server;
                var transport = create(LONG)) {
            Map<String, FutureTask<HttpResponse>> sends = new LinkedHashMap<>();
            List<String> told = new ArrayList<>();
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                byte[] body = bytes(method.equals("GET") ? 0 : method.equals("PUT") ? LARGE : 2);
                sends.put(
                        method,
                        started(() -> transport.send(
                                request(method, server.origin(), "/v1/vpcs", "", HEADERS, body, PATIENCE))));
            }
            for (FutureTask<HttpResponse> send : sends.values()) {
                told.add(answerOrFailure(send));
            }
            assertThat(told).as("the answers").containsExactlyElementsOf(sends.keySet());
        }
        assertThat(server.heads()).as("one for each").hasSize(4);
    }

    /** Whose answer it was, or what it ended with. */
    private static String answerOrFailure(FutureTask<HttpResponse> send) throws Exception {
        try {
            return send.get(30, TimeUnit.SECONDS).header("x-of").orElse("nobody's");
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    /** Also on a connection that was used before, if it is kept. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deniesNoLargeRequestThatArrivedWhole(boolean reset) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        Reaction lost = reset ? RawServer.RESET : RawServer.CLOSE;
        RawServer server = RawServer.choosing(request -> arrived.getAndIncrement() == 0 ? FINE : lost);
        try (server;
                var transport = create(LONG)) {
            assertThat(send(transport, server, "GET", LONG)).isNull();
            for (String method : List.of("POST", "PUT", "DELETE")) {
                assertThatThrownBy(() -> transport.send(
                                request(method, server.origin(), "/v1/vpcs", "", HEADERS, bytes(LARGE), LONG)))
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(NotSentException.class);
            }
        }
        assertThat(server.requests()).as("whole, one for each").hasSize(4);
    }

    @Test
    void leavesNoConnectionOpenWhenClosed() throws Exception {
        try (var server = RawServer.reacting(Reaction.answer("200 OK", "{}"))) {
            var transport = create(LONG);
            try (transport) {
                transport.send(request("GET", server.origin(), "", LONG));
            }
            assertThat(server.everyConnectionEnds()).isTrue();
            transport.close();
        }
    }

    private void assertNotSent(String origin) {
        try (var transport = create(LONG)) {
            assertThatThrownBy(() -> transport.send(request("POST", origin, "{}", LONG)))
                    .isInstanceOf(NotSentException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
