package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Calls.Vpc;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import io.github.iothubsdk.core.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The limit is 3 calls a minute here; a place is free again 62 s after it was taken. */
class RateLimitTest {

    private static final String FINE = "{\"requestId\":\"r\",\"result\":{}}";
    private static final String LIMITED = "{\"requestId\":\"r\",\"error\":{\"code\":429,\"status\":\"RATE_LIMIT\"}}";
    private static final Duration WHOLE = Duration.ofSeconds(62);

    private final VirtualTime timeSource = new VirtualTime();
    private final ScriptedTransport transport = new ScriptedTransport(ScriptedTransport.json(200, FINE));

    @Test
    void holdsTheCallAfterTheLastOneBackUntilTheFirstIsAMinuteOld() {
        try (ApiClient client = client("AK", settings -> settings)) {
            read(client);
            timeSource.advance(Duration.ofSeconds(10));
            read(client);
            read(client);
            assertThat(timeSource.pauses()).isEmpty();
            assertThat(client.untilFree(1)).isEqualTo(Duration.ofSeconds(52));
            assertThat(client.untilFree(2)).isEqualTo(WHOLE);
            assertThat(client.untilFree(99)).isEqualTo(WHOLE);
            read(client);
            assertThat(timeSource.pauses()).containsExactly(Duration.ofSeconds(52));
        }
        assertThat(transport.sent()).hasSize(4);
    }

    @Test
    void neverLetsMoreCallsPassInAnyMinuteThanTheLimit() {
        try (ApiClient client = client("AK", settings -> settings.rateLimit(7))) {
            for (int call = 0; call < 60; call++) {
                timeSource.advance(Duration.ofMillis(call * 137L % 5_000));
                read(client);
            }
        }
        List<String> dates = transport.sent().stream()
                .map(sent -> Calls.header(sent, "x-jdcloud-date"))
                .toList();
        for (int call = 7; call < dates.size(); call++) {
            assertThat(seconds(dates.get(call)) - seconds(dates.get(call - 7))).isGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void countsTheClientsOfAnAccountTogether() {
        try (ApiClient one = client("AK", settings -> settings);
                ApiClient other = client("AK", settings -> settings)) {
            read(one);
            read(other);
            read(one);
            assertThat(other.untilFree(1)).isEqualTo(WHOLE);
            read(other);
        }
        assertThat(timeSource.pauses()).containsExactly(WHOLE);
    }

    @Test
    void countsAccountsAndEndpointsApart() {
        for (String key : List.of("AK1", "AK2", "AK3")) {
            readThrice(client(key, settings -> settings));
        }
        readThrice(client("AK1", settings -> settings.endpoint(URI.create("http://127.0.0.1:1"))));
        assertThat(timeSource.pauses()).isEmpty();
        assertThat(transport.sent()).hasSize(12);
    }

    @Test
    void holdsNothingBackWhenItIsSwitchedOff() {
        try (ApiClient client = client("AK", settings -> settings.rateLimit(0))) {
            for (int call = 0; call < 2_000; call++) {
                read(client);
            }
            assertThat(client.untilFree(1)).isZero();
        }
        assertThat(timeSource.pauses()).isEmpty();
    }

    @Test
    void lets1000CallsPassByDefault() {
        try (ApiClient client = client("AK", settings -> settings.rateLimit(1_000));
                ApiClient asItComes =
                        Calls.client(new ScriptedTransport(ScriptedTransport.json(200, FINE)), timeSource)) {
            for (int call = 0; call < 1_000; call++) {
                read(asItComes);
            }
            assertThat(asItComes.untilFree(1)).isEqualTo(WHOLE);
            assertThat(client.untilFree(1)).isZero();
        }
    }

    @Test
    void saysAtOnceThatTheDeadlineIsTooShortAndSendsNothing() {
        try (ApiClient client = client("AK", settings -> settings)) {
            readThrice(client);
            var late = catchThrowableOfType(
                    ApiException.Unreachable.class,
                    () -> client.call(
                            Calls.show().read(Vpc.class, any -> true),
                            RetryPolicy.none(),
                            Deadline.in(Duration.ofSeconds(61), timeSource)));
            assertThat(late).hasMessageContaining("was not sent").hasMessageContaining("3 calls a minute");
            assertThat(late.mayHaveHappened()).isFalse();
            assertThat(late.isOutOfTime()).isTrue();
            assertThat(timeSource.pauses()).isEmpty();
            assertThat(client.untilFree(1)).as("no place was taken").isEqualTo(WHOLE);
        }
        assertThat(transport.sent()).hasSize(3);
    }

    @Test
    void makesACommitNowOrNotAtAll() {
        try (ApiClient client = client("AK", settings -> settings)) {
            readThrice(client);
            var refused = catchThrowableOfType(
                    ApiException.Unreachable.class,
                    () -> client.callNow(Calls.create().commit(Vpc.class, any -> true), Calls.minute(timeSource)));
            assertThat(refused.mayHaveHappened()).isFalse();
            timeSource.advance(WHOLE);
            client.callNow(Calls.create().commit(Vpc.class, any -> true), Calls.minute(timeSource));
        }
        assertThat(transport.sent()).hasSize(4);
        assertThat(timeSource.pauses()).isEmpty();
    }

    @Test
    void signsACommitAfterItHasWaited() {
        try (ApiClient client = client("AK", settings -> settings)) {
            readThrice(client);
            client.call(Calls.drop().commit(Vpc.class, any -> true), Deadline.in(Duration.ofMinutes(2), timeSource));
        }
        assertThat(Calls.header(transport.sent().get(3), "x-jdcloud-date")).isEqualTo("20261122T080102Z");
        assertThat(transport.sent().get(3).timeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        try (ApiClient client = client("AK", settings -> settings)) {
            readThrice(client);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.call(
                            Calls.show().read(Vpc.class, any -> true), Deadline.in(Duration.ofMinutes(2), timeSource)))
                    .isInstanceOf(ApiException.Interrupted.class);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.sent()).hasSize(3);
    }

    @Test
    void holdsTheWholeAccountBackLongerEachTimeTheServiceRefusesACall() {
        var refusing = new ScriptedTransport(
                ScriptedTransport.json(429, LIMITED),
                ScriptedTransport.json(429, LIMITED),
                ScriptedTransport.json(200, FINE),
                ScriptedTransport.json(429, LIMITED));
        try (ApiClient client = client(refusing, "AK", settings -> settings.rateLimit(100));
                ApiClient other = client("AK", settings -> settings.rateLimit(100))) {
            assertThat(other.untilFree(1)).isZero();
            read(other);
            refuse(client);
            assertThat(other.untilFree(1)).isEqualTo(Duration.ofSeconds(2));
            timeSource.advance(Duration.ofSeconds(2));
            refuse(client);
            assertThat(other.untilFree(1)).isEqualTo(Duration.ofSeconds(4));
            read(client);
            refuse(client);
            assertThat(other.untilFree(1))
                    .as("a call that passed starts it over")
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void refusesANegativeLimit() {
        assertThatThrownBy(() -> ApiConfig.builder().rateLimit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private ApiClient client(String accessKey, UnaryOperator<ApiConfig.Builder> settings) {
        return client(transport, accessKey, settings);
    }

    private ApiClient client(ScriptedTransport sending, String accessKey, UnaryOperator<ApiConfig.Builder> settings) {
        var config = ApiConfig.builder()
                .transport(() -> sending)
                .timeSource(timeSource)
                .rateLimit(3);
        return new ApiClient(
                CredentialsProvider.of(Credentials.of(accessKey, Secret.of("SK"))),
                settings.apply(config).build());
    }

    private void readThrice(ApiClient client) {
        read(client);
        read(client);
        read(client);
    }

    private void read(ApiClient client) {
        client.call(Calls.show().read(Vpc.class, any -> true), Deadline.in(Duration.ofHours(1), timeSource));
    }

    private void refuse(ApiClient client) {
        assertThatThrownBy(() -> client.call(
                        Calls.show().read(Vpc.class, any -> true), RetryPolicy.none(), Calls.minute(timeSource)))
                .isInstanceOf(ApiException.Rejected.class);
    }

    /** Within an hour. */
    private static int seconds(String date) {
        return Integer.parseInt(date.substring(9, 11)) * 3_600
                + Integer.parseInt(date.substring(11, 13)) * 60
                + Integer.parseInt(date.substring(13, 15));
    }
}
