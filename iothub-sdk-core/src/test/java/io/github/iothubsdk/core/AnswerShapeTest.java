package io.github.iothubsdk.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Calls.Vpc;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not what they should be never escape as a parser's exception. */
class AnswerShapeTest {

    /** Has no room for anything; what void operations are read into. */
    record Nothing() {}

    record Priced(BigDecimal amount) {}

    /** Refuses what it does not like, as records may. */
    record Strict(@Nullable String vpcId) {
        Strict {
            if (vpcId != null && vpcId.startsWith("canary")) {
                throw new IllegalArgumentException(vpcId);
            }
        }
    }

    private final VirtualTime timeSource = new VirtualTime();

    @Test
    void readsAResult() {
        assertThat(answer(
                        200, "{\"requestId\":\"r\",\"result\":{\"vpcId\":\"v\",\"subnets\":2,\"new\":[1]}}", Vpc.class))
                .isEqualTo(new Vpc("v", 2));
    }

    @Test
    void readsAnAnswerBehindAByteOrderMark() {
        assertThat(answer(200, "\ufeff{\"result\":{\"vpcId\":\"v\"}}", Vpc.class))
                .isEqualTo(new Vpc("v", null));
    }

    @Test
    void readsAmountsExactly() {
        assertThat(answer(200, "{\"result\":{\"amount\":50.10}}", Priced.class).amount())
                .isEqualTo(new BigDecimal("50.10"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|{\"requestId\":\"r\"}",
                "200|{\"requestId\":\"r\",\"result\":null}",
                "200|{\"requestId\":\"r\",\"result\":{},\"error\":null}",
                "201|{\"requestId\":\"r\",\"result\":{}}",
                "204|``",
            })
    void takesAnAnswerWithoutAResultForSuccess(int status, String body) {
        assertThat(answer(status, body, Nothing.class)).isEqualTo(new Nothing());
        assertThat(answer(status, body, Vpc.class)).isEqualTo(new Vpc(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>502 Bad Gateway</body></html>",
                "",
                " \n",
                "{",
                "{\"requestId\":\"r\",\"result\":{\"vpcId\":\"v",
                "{\"requestId\":\"r\"}}",
                "{\"requestId\":\"r\"} trailing",
                "{'requestId':'r'}",
                "[{\"vpcId\":\"v\"}]",
                "null",
                "true",
                "\"text\"",
                "12",
                "\0\1\2",
                "{\"requestId\":\"r\",\"error\":{\"code\":400},\"error\":null,\"result\":{\"vpcId\":\"v\"}}",
                "{\"requestId\":\"r\",\"result\":{\"vpcId\":\"v\"},\"result\":{\"vpcId\":\"w\"}}",
                "{\"requestId\":\"r\",\"requestId\":\"s\",\"result\":{\"vpcId\":\"v\"}}",
            })
    void callsAnythingElseUnreachableAndPossiblyDone(String body) {
        ApiException unreachable = failure(200, body, Vpc.class);
        assertThat(unreachable)
                .isInstanceOf(ApiException.Unreachable.class)
                .hasMessageContainingAll("vpc POST", "HTTP 200", "Request id: ")
                .hasNoCause();
        assertThat(unreachable.mayHaveHappened()).isTrue();
        assertThat(unreachable.requestId())
                .hasValueSatisfying(id -> assertThat(id).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":[]}",
                "{\"result\":\"text\"}",
                "{\"result\":7}",
                "{\"result\":{\"vpcId\":{}}}",
                "{\"result\":{\"subnets\":\"many\"}}",
                "{\"result\":{\"subnets\":1e999999999}}",
                "{\"result\":{\"subnets\":[1]}}",
            })
    void callsAnotherShapeNotUnderstood(String body) {
        ApiException odd = failure(200, body, Vpc.class);
        assertThat(odd)
                .isInstanceOf(ApiException.NotUnderstood.class)
                .hasMessageContainingAll("vpc POST", "HTTP 200", "result", "WireDialects", "Request id: ")
                .hasMessageNotContaining("many")
                .hasNoCause();
        assertThat(odd.mayHaveHappened()).isTrue();
    }

    /** Nothing that the call promises is there: read as it stands, it would say that there are no subnets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|[]",
                "{\"requestId\":\"r\"}|[requestId]",
                "{\"requestId\":\"r\",\"result\":null}|[requestId, result]",
                "{\"requestId\":\"r\",\"result\":{}}|[requestId, result]",
                "{\"status\":\"ok\"}|[status]",
                "{\"requestId\":\"r\",\"result\":{\"page\":{\"canary\":9},\"b c\":1}}"
                        + "|[requestId, result, result.page, result.page.canary, result.b?c]",
            })
    void saysWhichKeysItSawWhenNothingOfWhatIsPromisedIsThere(String body, String keys) {
        var transport = new ScriptedTransport(
                ScriptedTransport.answer(200, body, Map.of("x-jdcloud-request-id", "from-the-header")));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            var odd = catchThrowableOfType(
                    ApiException.NotUnderstood.class,
                    () -> client.call(
                            Calls.show().read(Vpc.class, vpc -> vpc.subnets() != null),
                            RetryPolicy.none(),
                            Calls.minute(timeSource)));
            assertThat(odd.keysSeen()).hasToString(keys);
            assertThat(odd.operation()).contains("vpc GET");
        }
    }

    @Test
    void doesNotBelieveAnAnswerWithoutARequestId() {
        var transport = new ScriptedTransport(
                request -> new HttpResponse(200, Map.of(), "{\"result\":{\"vpcId\":\"v\"}}".getBytes(UTF_8)));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            assertThatThrownBy(() -> client.call(
                            Calls.show().read(Vpc.class, any -> true), RetryPolicy.none(), Calls.minute(timeSource)))
                    .isInstanceOf(ApiException.NotUnderstood.class)
                    .hasMessageContaining("no request id");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 404, 413, 500, 502, 503})
    void callsAPageOfHtmlUnreachableWhateverItsStatus(int status) {
        assertThat(failure(status, "<html>canary</html>", Vpc.class))
                .isInstanceOf(ApiException.Unreachable.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageNotContaining("canary");
    }

    @Test
    void doesNotLetTheExceptionOfARecordEscape() {
        assertThat(failure(200, "{\"result\":{\"vpcId\":\"canary\"}}", Strict.class))
                .isInstanceOf(ApiException.NotUnderstood.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void doesNotOverflowTheStackOnDeepNesting() {
        String deep = "{\"result\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(failure(200, deep, Vpc.class)).isInstanceOf(ApiException.Unreachable.class);
    }

    @Test
    void takesTheRequestIdFromTheBodyBeforeTheHeader() {
        String error = "\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"m\"}";
        assertThat(failure(404, "{\"requestId\":\"r\"," + error + "}", Vpc.class)
                        .requestId())
                .contains("r");
        assertThat(failure(404, "{\"requestId\":{}," + error + "}", Vpc.class).requestId())
                .contains("from-the-header");
        assertThat(failure(404, "", Vpc.class).requestId()).contains("from-the-header");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 503})
    void callsARefusalWithoutABodyUnreachableAndPossiblyDone(int status) {
        assertThat(failure(status, "", Vpc.class))
                .isInstanceOf(ApiException.Unreachable.class)
                .hasMessageContaining("HTTP " + status + " with an empty body");
    }

    private <T> T answer(int status, String body, Class<T> type) {
        var transport = new ScriptedTransport(
                ScriptedTransport.answer(status, body, Map.of("x-jdcloud-request-id", "from-the-header")));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            return client.call(Calls.create().commit(type, any -> true), Calls.minute(timeSource));
        }
    }

    private <T> ApiException failure(int status, String body, Class<T> type) {
        Throwable thrown = catchThrowable(() -> answer(status, body, type));
        assertThat(thrown).isInstanceOf(ApiException.class);
        return (ApiException) thrown;
    }
}
