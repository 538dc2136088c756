package io.github.iothubsdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.http.SendContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each send is a span as the stable conventions have it, and nothing else. */
class TracedTransportTest {

    private final Tracing tracing = new Tracing();
    private final IotHubTraces traces = new IotHubTraces(tracing.telemetry);

    /** What the next transport does. */
    private interface Next {
        HttpResponse send(HttpRequest request) throws IOException, InterruptedException;
    }

    @AfterEach
    void close() {
        tracing.close();
    }

    private HttpTransport around(Next next) {
        return traces.around(new HttpTransport() {
            @Override
            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                return next.send(request);
            }

            @Override
            public void close() {}
        });
    }

    private static HttpRequest request(String origin, String query) {
        return new HttpRequest(
                "GET",
                origin,
                "/v1/regions/cn-north-1/vpcs/vpc-1",
                query,
                List.of(new Header("authorization", "CanarySignature")),
                "CanaryBody".getBytes(StandardCharsets.UTF_8),
                "vpc",
                "cn-north-1",
                Duration.ofSeconds(1));
    }

    private static HttpResponse answer(int status) {
        return new HttpResponse(status, Map.of("x-token", "CanaryAnswer"), new byte[0]);
    }

    /** As where an application wraps its transport, and a framework once more. */
    @Test
    void aSendThatComesThroughTwiceHasOneSpan() throws Exception {
        HttpTransport twice = traces.around(traces.around(around(sent -> answer(200))));
        twice.send(request("http://host", ""));
        twice.send(request("http://host", ""));

        assertThat(tracing.spans()).hasSize(2);
    }

    private SpanData span() {
        assertThat(tracing.spans()).hasSize(1);
        return tracing.spans().get(0);
    }

    @Test
    void theNamesAreThoseOfTheStableConventions() {
        assertThat(List.<AttributeKey<?>>of(
                        Attributed.METHOD,
                        Attributed.RESEND_COUNT,
                        Attributed.STATUS,
                        Attributed.ADDRESS,
                        Attributed.PORT,
                        Attributed.URL,
                        Attributed.ERROR))
                .containsExactly(
                        HttpAttributes.HTTP_REQUEST_METHOD,
                        HttpAttributes.HTTP_REQUEST_RESEND_COUNT,
                        HttpAttributes.HTTP_RESPONSE_STATUS_CODE,
                        ServerAttributes.SERVER_ADDRESS,
                        ServerAttributes.SERVER_PORT,
                        UrlAttributes.URL_FULL,
                        ErrorAttributes.ERROR_TYPE);
    }

    @Test
    void anAnswerIsASpanThatHoldsNothingPrivate() throws Exception {
        around(request -> answer(200))
                .send(request("https://vpc.jdcloud-api.com", "filters.1.values.1=CanaryQuery&pageNumber=1"));

        assertThat(span().getName()).isEqualTo("GET");
        assertThat(span().getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span().getAttributes().asMap())
                .containsOnly(
                        Map.entry(HttpAttributes.HTTP_REQUEST_METHOD, "GET"),
                        Map.entry(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 200L),
                        Map.entry(ServerAttributes.SERVER_ADDRESS, "vpc.jdcloud-api.com"),
                        Map.entry(ServerAttributes.SERVER_PORT, 443L),
                        Map.entry(
                                UrlAttributes.URL_FULL,
                                "https://vpc.jdcloud-api.com/v1/regions/cn-north-1/vpcs/vpc-1"
                                        + "?filters.1.values.1=REDACTED&pageNumber=REDACTED"));
        assertThat(span().toString()).doesNotContain("Canary");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1, 8080",
        "http://sim.example.com, sim.example.com, 80",
        "https://[::1]:8443, ::1, 8443"
    })
    void hostAndPortAreAlwaysThere(String origin, String host, long port) throws Exception {
        around(request -> answer(200)).send(request(origin, ""));

        assertThat(span().getAttributes().get(Attributed.ADDRESS)).isEqualTo(host);
        assertThat(span().getAttributes().get(Attributed.PORT)).isEqualTo(port);
        assertThat(span().getAttributes().get(Attributed.URL)).endsWith("/vpcs/vpc-1");
    }

    @ParameterizedTest
    @CsvSource({"404", "500"})
    void aRefusalIsAnErrorByItsStatus(int status) throws Exception {
        around(request -> answer(status)).send(request("https://vpc.jdcloud-api.com", ""));

        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span().getAttributes().get(Attributed.ERROR)).isEqualTo(String.valueOf(status));
        assertThat(span().getAttributes().get(Attributed.STATUS)).isEqualTo(status);
    }

    @Test
    void aFailureIsAnErrorByItsClassAndIsThrownAsItIs() {
        var failure = new NotSentException("CanaryWords", new IOException("refused"));

        assertThat(catchThrowable(() -> around(request -> {
                            throw failure;
                        })
                        .send(request("https://vpc.jdcloud-api.com", ""))))
                .isSameAs(failure);
        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span().getAttributes().get(Attributed.ERROR)).isEqualTo(NotSentException.class.getName());
        assertThat(span().getAttributes().get(Attributed.STATUS)).isNull();
        assertThat(span().toString()).doesNotContain("Canary");
        assertThat(span().getEvents()).isEmpty();
    }

    @Test
    void theSecondSendOfACallIsCounted() throws Exception {
        HttpTransport transport = around(request -> answer(503));
        for (int resend = 0; resend < 3; resend++) {
            SendContext.of("vpc GET /v1/regions/{region}/vpcs/{}", resend, Optional.empty())
                    .send(transport, request("https://vpc.jdcloud-api.com", ""));
        }
        assertThat(tracing.spans())
                .extracting(span -> span.getAttributes().get(Attributed.RESEND_COUNT))
                .containsExactly(null, 1L, 2L);
        assertThat(tracing.spans())
                .extracting(span -> span.getAttributes().get(Attributed.CALL))
                .containsOnly("vpc GET /v1/regions/{region}/vpcs/{}");
    }

    /** So an instrumented HTTP client below makes its spans children of it, and the signed request stays as it is. */
    @Test
    void theOtherTransportGetsTheVeryRequestAndTheSpanAsCurrent() throws Exception {
        var seen = new AtomicReference<HttpRequest>();
        var current = new AtomicReference<String>("");
        HttpRequest request = request("https://vpc.jdcloud-api.com", "a=b");
        around(sent -> {
                    seen.set(sent);
                    current.set(Span.current().getSpanContext().getSpanId());
                    return answer(200);
                })
                .send(request);

        assertThat(seen.get()).isSameAs(request);
        assertThat(current.get()).isEqualTo(span().getSpanId());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void anAddressThatIsNoneCostsTheSpanAlone() throws Exception {
        var sent = new AtomicInteger();
        HttpResponse response = around(request -> {
                    sent.incrementAndGet();
                    return answer(200);
                })
                .send(request("https://not a host", ""));

        assertThat(response.status()).isEqualTo(200);
        assertThat(sent).hasValue(1);
        assertThat(tracing.spans()).isEmpty();
    }
}
