package io.github.iothubsdk.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.http.SendContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What came back is told as one of few outcomes, and reaches the caller as it is. */
class MeteredTransportTest {

    private static final HttpRequest REQUEST = new HttpRequest(
            "GET",
            "https://vpc.jdcloud-api.com",
            "/v1/regions/cn-north-1/vpcs/vpc-1",
            "",
            List.of(),
            new byte[0],
            "vpc",
            "cn-north-1",
            Duration.ofSeconds(1));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IotHubMetrics metrics = new IotHubMetrics(registry);

    private interface Answer {
        HttpResponse get() throws IOException, InterruptedException;
    }

    private record Next(Answer answer, AtomicBoolean closed) implements HttpTransport {
        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            return answer.get();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("not sent", new NotSentException("refused", new IOException("refused"))),
                Arguments.of("no answer", new IOException("reset")),
                Arguments.of("no answer", new IllegalStateException("an interceptor's")),
                Arguments.of("interrupted", new InterruptedException()));
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of("2xx", 200),
                Arguments.of("2xx", 299),
                Arguments.of("4xx", 404),
                Arguments.of("5xx", 503),
                Arguments.of("other", 799),
                Arguments.of("other", 0));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void anAnswerIsItsClass(String outcome, int status) throws Exception {
        HttpResponse answer = new HttpResponse(status, Map.of(), new byte[0]);
        HttpTransport transport = metrics.around(new Next(() -> answer, new AtomicBoolean()));

        assertThat(transport.send(REQUEST)).isSameAs(answer);
        assertThat(counted("vpc GET", outcome)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsThrownAsItIs(String outcome, Exception failure) {
        HttpTransport transport = metrics.around(new Next(
                () -> {
                    if (failure instanceof IOException io) {
                        throw io;
                    }
                    if (failure instanceof InterruptedException interrupt) {
                        throw interrupt;
                    }
                    throw (RuntimeException) failure;
                },
                new AtomicBoolean()));

        assertThat(catchThrowable(() -> transport.send(REQUEST))).isSameAs(failure);
        assertThat(counted("vpc GET", outcome)).isEqualTo(1);
    }

    @Test
    void theSecondSendOfACallIsCountedAsOne() throws Exception {
        HttpTransport transport =
                metrics.around(new Next(() -> new HttpResponse(500, Map.of(), new byte[0]), new AtomicBoolean()));
        for (int resend = 0; resend < 3; resend++) {
            SendContext.of("vpc GET /v1/x/{}", resend, Optional.of("order-4711"))
                    .send(transport, REQUEST);
        }
        assertThat(counted("vpc GET /v1/x/{}", "5xx")).isEqualTo(3);
        assertThat(registry.get("iothub.calls.resent").counter().count()).isEqualTo(2);
    }

    /** As where an application wraps its transport, and a framework once more; what is between may be anything. */
    @Test
    void aSendThatComesThroughTwiceIsCountedOnce() throws Exception {
        HttpResponse answer = new HttpResponse(200, Map.of(), new byte[0]);
        HttpTransport inner = metrics.around(new Next(() -> answer, new AtomicBoolean()));
        HttpTransport twice = metrics.around(new Next(() -> inner.send(REQUEST), new AtomicBoolean()));
        twice.send(REQUEST);
        twice.send(REQUEST);
        assertThat(counted("vpc GET", "2xx")).isEqualTo(2);

        inner.send(REQUEST);
        assertThat(counted("vpc GET", "2xx")).isEqualTo(3);
    }

    @Test
    void aSendWithinAFailureLeavesTheNextOneCounted() {
        HttpTransport failing = metrics.around(new Next(
                () -> {
                    throw new IOException("reset");
                },
                new AtomicBoolean()));
        HttpTransport twice = metrics.around(failing);
        for (int send = 0; send < 3; send++) {
            assertThat(catchThrowable(() -> twice.send(REQUEST))).isInstanceOf(IOException.class);
        }
        assertThat(counted("vpc GET", "no answer")).isEqualTo(3);
    }

    @Test
    void closesTheOther() {
        AtomicBoolean closed = new AtomicBoolean();
        metrics.around(new Next(() -> new HttpResponse(200, Map.of(), new byte[0]), closed))
                .close();
        assertThat(closed).isTrue();
    }

    private long counted(String call, String outcome) {
        return registry.get("iothub.calls")
                .tags("call", call, "outcome", outcome)
                .timer()
                .count();
    }
}
