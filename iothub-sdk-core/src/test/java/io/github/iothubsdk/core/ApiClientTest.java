package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Calls.Vpc;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.ScriptedTransport.Line;
import io.github.iothubsdk.core.support.VirtualTime;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    private static final Line FINE = ScriptedTransport.json(200, "{\"requestId\":\"r\",\"result\":{}}");

    private final VirtualTime timeSource = new VirtualTime();

    @Test
    void putsTheCallOnTheWire() {
        var transport = new ScriptedTransport(FINE);
        commit(transport);
        HttpRequest sent = transport.sent().get(0);
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.url()).isEqualTo("https://vpc.jdcloud-api.com/v1/regions/cn-north-1/vpcs/");
        assertThat(new String(sent.body(), StandardCharsets.UTF_8)).isEqualTo("{\"vpcName\":\"plant-7\"}");
        assertThat(sent.headers())
                .extracting(Header::name)
                .containsExactly("content-type", "user-agent", "x-jdcloud-date", "x-jdcloud-nonce", "authorization");
        assertThat(Calls.header(sent, "content-type")).isEqualTo("application/json");
        assertThat(Calls.header(sent, "user-agent")).endsWith(" vpc/v1");
    }

    @Test
    void sendsNoBodyWithARead() {
        var transport = new ScriptedTransport(FINE);
        try (ApiClient client = Calls.client(transport, timeSource)) {
            client.call(Calls.show().query("a", "b c").read(Vpc.class, any -> true), Calls.minute(timeSource));
        }
        assertThat(transport.sent().get(0).body()).isEmpty();
        assertThat(transport.sent().get(0).url()).endsWith("/vpcs/vpc-1?a=b%20c");
        assertThat(Calls.header(transport.sent().get(0), "content-type")).isEqualTo("application/json");
    }

    @Test
    void saysThatNothingHappenedWhenNothingWasSent() {
        IOException refused = new IOException("refused");
        var failure = failure(ScriptedTransport.failing(new NotSentException("refused", refused)));
        assertThat(failure.mayHaveHappened()).isFalse();
        assertThat(failure).hasMessageContainingAll("https://vpc.jdcloud-api.com", "vpc POST", "Nothing was sent.");
    }

    /** Somebody who looks for a broken network would look in vain. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatAnAnswerIsTooLarge(boolean okHttp) throws Exception {
        var wait = Duration.ofSeconds(5);
        int much = HttpTransport.MOST_BYTES + 1_000_000;
        Reaction tooMuch = Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: " + much + "\r\n\r\n")
                .then(socket -> socket.getOutputStream().write(new byte[much]));
        try (var server = RawServer.reacting(tooMuch)) {
            var config = ApiConfig.builder()
                    .endpoint(URI.create(server.origin()))
                    .retries(RetryPolicy.none())
                    .transport(() -> okHttp ? HttpTransports.okHttp(wait) : HttpTransports.jdk(wait))
                    .build();
            try (ApiClient client = new ApiClient(CredentialsProvider.of(Calls.KEYS), config)) {
                var failure = catchThrowableOfType(
                        ApiException.Unreachable.class,
                        () -> client.call(
                                Calls.show().read(Vpc.class, any -> true),
                                Deadline.in(Duration.ofSeconds(30), TimeSource.system())));
                assertThat(failure)
                        .hasMessageContaining("was answered with more than 16 MiB")
                        .hasMessageNotContaining("could not be reached");
                assertThat(failure.why())
                        .isEqualTo(server.origin()
                                + " answered with more than 16 MiB, which no answer of the service's has");
                assertThat(failure.mayHaveHappened()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatAHostIsUnknownWithItsName(boolean okHttp) {
        var wait = Duration.ofSeconds(5);
        var config = ApiConfig.builder()
                .endpoint(URI.create("https://no-such-host.invalid"))
                .transport(() -> okHttp ? HttpTransports.okHttp(wait) : HttpTransports.jdk(wait))
                .build();
        try (ApiClient client = new ApiClient(CredentialsProvider.of(Calls.KEYS), config)) {
            var failure = catchThrowableOfType(
                    ApiException.Unreachable.class,
                    () -> client.call(Calls.drop().commit(Vpc.class, any -> true), Calls.minute(config.timeSource())));
            assertThat(failure.why())
                    .isEqualTo("https://no-such-host.invalid could not be reached: unknown host no-such-host.invalid");
            assertThat(failure)
                    .hasMessageContaining("(unknown host no-such-host.invalid). Nothing was sent.")
                    .hasCauseInstanceOf(NotSentException.class);
        }
    }

    @Test
    void saysThatItMayHaveHappenedWhenTheAnswerWasLost() {
        var failure = failure(ScriptedTransport.failing(new IOException("lost")));
        assertThat(failure.mayHaveHappened()).isTrue();
        assertThat(failure).hasMessageContainingAll("vpc POST", "lost", "The request may have arrived.");
        assertThat(failure.requestId()).isEmpty();
    }

    @Test
    void setsTheFlagAgainWhenTheTransportIsInterrupted() {
        var failure = failure(request -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(ApiException.Interrupted.class).hasMessageContaining("vpc POST");
        assertThat(failure.mayHaveHappened()).isTrue();
    }

    @Test
    void sendsNothingWithoutCredentials() {
        var transport = new ScriptedTransport(FINE);
        try (ApiClient client = Calls.client(transport, timeSource, Optional::empty)) {
            assertThatThrownBy(() -> client.call(Calls.show().read(Vpc.class, any -> true), Calls.minute(timeSource)))
                    .isInstanceOf(ApiException.Misconfigured.class)
                    .hasMessageContaining("Nothing was sent");
        }
        assertThat(transport.sent()).isEmpty();
        assertThat(timeSource.pauses()).isEmpty();
    }

    @Test
    void closesTheTransportThatItAskedFor() {
        var transport = new ScriptedTransport(FINE);
        commit(transport);
        assertThat(transport.closed()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 22 Nov 2026 07:50:00 GMT|600 s ahead of the server's",
                "Sun, 22 Nov 2026 08:05:00 GMT|300 s behind the server's",
            })
    void blamesAClockThatIsOffForARefusedSignature(String date, String hint) {
        var rejected = (ApiException.Rejected) failure(ScriptedTransport.answer(401, "{}", Map.of("date", date)));
        assertThat(rejected).hasMessageContaining(hint);
        assertThat(rejected.rejection().remedy()).contains(hint);
    }

    @ParameterizedTest(name = "date {0}")
    @CsvSource(
            delimiter = '|',
            value = {"Sun, 22 Nov 2026 07:59:30 GMT", "Mon, 22 Nov 2026 07:00:00 GMT", "yesterday", "''"})
    void doesNotBlameAClockThatIsRightOrUnknown(String date) {
        var rejected = (ApiException.Rejected) failure(ScriptedTransport.answer(401, "{}", Map.of("date", date)));
        assertThat(rejected.rejection().hint()).isNull();
        assertThat(rejected).hasMessageContaining("Check the access key");
    }

    @Test
    void tellsHowFarTheClockIsAhead() {
        var transport = new ScriptedTransport(ScriptedTransport.answer(
                200, "{\"requestId\":\"r\"}", Map.of("date", "Sun, 22 Nov 2026 07:59:58 GMT")));
        try (ApiClient client = new ApiClient(
                CredentialsProvider.of(Calls.KEYS),
                ApiConfig.builder()
                        .transport(() -> transport)
                        .timeSource(timeSource)
                        .build())) {
            assertThat(client.clockAhead()).isEmpty();
            client.call(Calls.show().read(Vpc.class, any -> true), Calls.minute(timeSource));
            assertThat(client.clockAhead()).contains(Duration.ofSeconds(2));
        }
    }

    @Test
    void hasNoWayToRepeatACommit() {
        var commits = Arrays.stream(ApiClient.class.getMethods())
                .filter(method -> List.of(method.getParameterTypes()).contains(Operation.Commit.class)
                        || List.of(method.getParameterTypes()).contains(Operation.class))
                .toList();
        assertThat(commits).extracting(Method::getName).containsExactlyInAnyOrder("call", "callNow");
        assertThat(commits)
                .allSatisfy(method ->
                        assertThat(method.getParameterTypes()).containsExactly(Operation.Commit.class, Deadline.class));
    }

    private void commit(ScriptedTransport transport) {
        try (ApiClient client = Calls.client(transport, timeSource)) {
            client.call(Calls.create().commit(Vpc.class, any -> true), Calls.minute(timeSource));
        }
    }

    private ApiException failure(Line line) {
        return catchThrowableOfType(ApiException.class, () -> commit(new ScriptedTransport(line)));
    }
}
