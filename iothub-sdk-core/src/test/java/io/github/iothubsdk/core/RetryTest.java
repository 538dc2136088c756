package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Calls.Vpc;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.ScriptedTransport.Line;
import io.github.iothubsdk.core.support.VirtualTime;
import io.github.iothubsdk.core.time.Backoff;
import io.github.iothubsdk.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryTest {

    private static final Line FINE = ScriptedTransport.json(200, "{\"requestId\":\"r\",\"result\":{\"vpcId\":\"v\"}}");
    private static final RetryPolicy THRICE = new RetryPolicy(3, Backoff.constant(Duration.ofSeconds(2)));

    private final VirtualTime timeSource = new VirtualTime();

    static Stream<Arguments> worthRepeating() {
        return Stream.of(
                Arguments.of("lost connection", ScriptedTransport.failing(new IOException("reset"))),
                Arguments.of(
                        "refused connection",
                        ScriptedTransport.failing(new NotSentException("refused", new IOException("refused")))),
                Arguments.of("500", error(500, "INTERNAL")),
                Arguments.of("502 HTML", ScriptedTransport.json(502, "<html>")),
                Arguments.of("503", error(503, "UNAVAILABLE")),
                Arguments.of("408", error(408, "SYNC_TIMEOUT")),
                Arguments.of("409 ABORTED", error(409, "ABORTED")),
                Arguments.of("truncated", ScriptedTransport.json(200, "{\"requestId\":")));
    }

    static Stream<Arguments> finalFailures() {
        return Stream.of(
                Arguments.of("429 QUOTA_EXCEEDED", error(429, "QUOTA_EXCEEDED")),
                Arguments.of("400", error(400, "INVALID_ARGUMENT")),
                Arguments.of("400 FAILED_PRECONDITION", error(400, "FAILED_PRECONDITION")),
                Arguments.of("401", error(401, "UNAUTHENTICATED")),
                Arguments.of("403", error(403, "HTTP_FORBIDDEN")),
                Arguments.of("404", error(404, "NOT_FOUND")),
                Arguments.of("409 ALREADY_EXISTS", error(409, "ALREADY_EXISTS")),
                Arguments.of("418", error(418, "?")),
                Arguments.of("501", error(501, "NOT_IMPLEMENTED")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worthRepeating")
    void repeatsARead(String what, Line failure) {
        var transport = new ScriptedTransport(failure, failure, FINE);
        assertThat(read(transport, THRICE, Duration.ofMinutes(1)).vpcId())
                .as(what)
                .isEqualTo("v");
        assertThat(transport.sent()).hasSize(3);
        assertThat(timeSource.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("finalFailures")
    void doesNotRepeatAReadThatWasRefused(String what, Line failure) {
        var transport = new ScriptedTransport(failure, FINE);
        assertThatThrownBy(() -> read(transport, THRICE, Duration.ofMinutes(1)))
                .as(what)
                .isInstanceOf(ApiException.Rejected.class);
        assertThat(transport.sent()).hasSize(1);
        assertThat(timeSource.pauses()).isEmpty();
    }

    @Test
    void repeatsAReadAfterTheRateLimitWhenTheAccountHasHeldBack() {
        var transport = new ScriptedTransport(error(429, "RATE_LIMIT"), error(429, "RATE_LIMIT"), FINE);
        assertThat(read(transport, THRICE, Duration.ofMinutes(1)).vpcId()).isEqualTo("v");
        assertThat(transport.sent()).hasSize(3);
        assertThat(timeSource.pauses()) // the policy's 2 s are the first 2 s of holding back, and half of the 4 s after
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void sendsACommitOnceWhenTheRateLimitRefusesIt() {
        sendsACommitOnce("429 RATE_LIMIT", error(429, "RATE_LIMIT"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"worthRepeating", "finalFailures"})
    void sendsACommitOnce(String what, Line failure) {
        var transport = new ScriptedTransport(failure, FINE);
        try (ApiClient client = Calls.client(transport, timeSource)) {
            assertThatThrownBy(
                            () -> client.call(Calls.create().commit(Vpc.class, any -> true), Calls.minute(timeSource)))
                    .as(what)
                    .isInstanceOf(ApiException.class);
        }
        assertThat(transport.sent()).hasSize(1);
        assertThat(timeSource.pauses()).isEmpty();
    }

    @Test
    void signsEveryAttemptAfresh() {
        var transport = new ScriptedTransport(error(503, "UNAVAILABLE"), error(503, "UNAVAILABLE"), FINE);
        read(transport, THRICE, Duration.ofMinutes(1));
        assertThat(headers(transport, "x-jdcloud-nonce")).doesNotHaveDuplicates();
        assertThat(headers(transport, "authorization")).doesNotHaveDuplicates();
        assertThat(headers(transport, "x-jdcloud-date"))
                .containsExactly("20261122T080000Z", "20261122T080002Z", "20261122T080004Z");
    }

    @Test
    void givesUpAfterTheLastAttemptWithTheLastFailure() {
        var transport = new ScriptedTransport(error(500, "FIRST"), error(500, "SECOND"), error(500, "THIRD"), FINE);
        assertThatThrownBy(() -> read(transport, THRICE, Duration.ofMinutes(1))).hasMessageContaining("THIRD");
        assertThat(transport.sent()).hasSize(3);
        assertThat(timeSource.pauses()).hasSize(2);
    }

    @Test
    void doesNotWaitBeyondTheDeadline() {
        var transport = new ScriptedTransport(error(503, "UNAVAILABLE"));
        assertThatThrownBy(() -> read(transport, THRICE, Duration.ofSeconds(3))).hasMessageContaining("UNAVAILABLE");
        assertThat(transport.sent()).hasSize(2);
        assertThat(timeSource.pauses()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void keepsTheLastFailureWhenTheWaitTookLongerThanWasLeft() {
        var transport = new ScriptedTransport(error(503, "UNAVAILABLE"));
        timeSource.oversleepBy(Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(transport, THRICE, Duration.ofSeconds(3))).hasMessageContaining("UNAVAILABLE");
        assertThat(transport.sent()).hasSize(1);
    }

    @Test
    void givesEachSendWhatIsLeftOfTheDeadline() {
        var transport = new ScriptedTransport(error(503, "UNAVAILABLE"), error(503, "UNAVAILABLE"), FINE);
        read(transport, THRICE, Duration.ofSeconds(21));
        assertThat(transport.sent().stream().map(sent -> sent.timeout().toSeconds()))
                .containsExactly(20L, 19L, 17L);
    }

    @Test
    void sendsNothingWhenNoTimeIsLeft() {
        var transport = new ScriptedTransport(FINE);
        var unreachable = catchThrowableOfType(
                ApiException.Unreachable.class, () -> read(transport, THRICE, Duration.ofSeconds(-1)));
        assertThat(unreachable).hasMessageContaining("was not sent");
        assertThat(unreachable.mayHaveHappened()).isFalse();
        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void repeatsUpToFiveTimesByItself() {
        var transport = new ScriptedTransport(error(503, "UNAVAILABLE"));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            assertThatThrownBy(() -> client.call(Calls.show().read(Vpc.class, any -> true), Calls.minute(timeSource)))
                    .isInstanceOf(ApiException.Rejected.class);
        }
        assertThat(transport.sent()).hasSize(5);
        assertThat(timeSource.pauses()).hasSize(4);
        List<Long> most = List.of(200L, 400L, 800L, 1600L);
        for (int i = 0; i < most.size(); i++) {
            assertThat(timeSource.pauses().get(i)).isBetween(Duration.ZERO, Duration.ofMillis(most.get(i)));
        }
    }

    @Test
    void stopsWaitingWhenInterruptedAndKeepsTheFlag() {
        var transport = new ScriptedTransport(request -> {
            Thread.currentThread().interrupt();
            return error(503, "UNAVAILABLE").answer(request);
        });
        assertThatThrownBy(() -> read(transport, THRICE, Duration.ofMinutes(1)))
                .isInstanceOf(ApiException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.sent()).hasSize(1);
    }

    /** Takes all the time that it is given, as a service does that answers nothing. */
    private Line silent() {
        return request -> {
            timeSource.advance(request.timeout());
            throw new IOException("timeout");
        };
    }

    private ApiException.Unreachable unreachable(ScriptedTransport transport, RetryPolicy policy, Duration budget) {
        return catchThrowableOfType(ApiException.Unreachable.class, () -> read(transport, policy, budget));
    }

    @Test
    void tellsACallThatTheTimeCutOffFromAServiceThatIsSilent() {
        var cut = unreachable(new ScriptedTransport(silent()), RetryPolicy.none(), Duration.ofSeconds(7));
        assertThat(cut.isOutOfTime()).isTrue();
        assertThat(cut)
                .hasMessageContaining("had no answer")
                .hasMessageContaining(
                        "in the 7000 ms that were left of the time (timeout). The request may have arrived.")
                .hasMessageNotContaining("could not be reached");
        assertThat(cut.mayHaveHappened()).isTrue();

        var silent = unreachable(new ScriptedTransport(silent()), RetryPolicy.none(), Duration.ofMinutes(1));
        assertThat(silent.isOutOfTime()).isFalse();
        assertThat(silent).hasMessageContaining("could not be reached");

        var reset = ScriptedTransport.failing(new IOException("reset"));
        assertThat(unreachable(new ScriptedTransport(reset), RetryPolicy.none(), Duration.ofSeconds(7))
                        .isOutOfTime())
                .isFalse();
        assertThat(unreachable(new ScriptedTransport(FINE), RetryPolicy.none(), Duration.ZERO)
                        .isOutOfTime())
                .isTrue();
    }

    /** The last attempt had no time: what the one before it met says more. */
    @Test
    void tellsWhatAnEarlierAttemptMetWhenTheTimeCutsTheLastOneOff() {
        var transport = new ScriptedTransport(ScriptedTransport.failing(new IOException("reset")), silent());
        var failure = unreachable(transport, THRICE, Duration.ofSeconds(9));
        assertThat(transport.sent()).hasSize(2);
        assertThat(failure).hasMessageContaining("reset");
        assertThat(failure.isOutOfTime()).isFalse();
    }

    private Vpc read(ScriptedTransport transport, RetryPolicy policy, Duration budget) {
        try (ApiClient client = Calls.client(transport, timeSource)) {
            return client.call(Calls.show().read(Vpc.class, any -> true), policy, Deadline.in(budget, timeSource));
        }
    }

    private static List<String> headers(ScriptedTransport transport, String name) {
        return transport.sent().stream().map(sent -> Calls.header(sent, name)).toList();
    }

    private static Line error(int status, String word) {
        return ScriptedTransport.json(
                status, "{\"requestId\":\"r\",\"error\":{\"code\":%d,\"status\":\"%s\"}}".formatted(status, word));
    }
}
