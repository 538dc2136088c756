package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the published table of errors, the other spellings, and the bodies that were observed. */
class ErrorTableTest {

    private final VirtualTime timeSource = new VirtualTime();

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT, false, false",
        "400, FAILED_PRECONDITION, FAILED_PRECONDITION, false, false",
        "400, OUT_OF_RANGE, INVALID_ARGUMENT, false, false",
        "400, BAD_REQUEST, INVALID_ARGUMENT, false, false",
        "401, UNAUTHENTICATED, UNAUTHENTICATED, false, false",
        "401, ACCESS_ERROR, UNAUTHENTICATED, false, false",
        "401, HTTP_UNAUTHORIZED, UNAUTHENTICATED, false, false",
        "403, HTTP_FORBIDDEN, DENIED, false, false",
        "403, PERMISSION_DENIED, DENIED, false, false",
        "404, NOT_FOUND, NOT_FOUND, false, false",
        "408, SYNC_TIMEOUT, CANCELLED, true, true",
        "409, ABORTED, ABORTED, true, true",
        "409, ALREADY_EXISTS, ALREADY_EXISTS, false, false",
        "429, QUOTA_EXCEEDED, QUOTA_EXCEEDED, false, false",
        "429, RATE_LIMIT, RATE_LIMITED, true, false",
        "429, ABNORMAL_ACCESS_RATE, RATE_LIMITED, true, false",
        "429, THROUGHPUT_UP_TO_LIMIT, RATE_LIMITED, true, false",
        "499, CANCELLED, CANCELLED, true, true",
        "500, UNKNOWN, SERVER_FAILURE, true, true",
        "500, INTERNAL, SERVER_FAILURE, true, true",
        "500, INTERNAL_SERVER_ERROR, SERVER_FAILURE, true, true",
        "501, NOT_IMPLEMENTED, NOT_IMPLEMENTED, false, false",
        "502, SOURCE_UNAVAILABLE, SERVER_FAILURE, true, true",
        "503, UNAVAILABLE, SERVER_FAILURE, true, true",
        "418, TEAPOT, OTHER, false, true",
        "599, NO_SUCH_WORD, SERVER_FAILURE, true, true",
        "302, MOVED, OTHER, false, true",
    })
    void readsTheRow(int http, String word, Reason reason, boolean worthRepeating, boolean mayHaveHappened) {
        String error = "{\"code\":%d,\"status\":\"%s\",\"message\":\"some text\",\"details\":[]}".formatted(http, word);
        var rejected = reject(http, "{\"requestId\":\"req-1\",\"error\":" + error + "}");

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(reason.worthRepeating()).isEqualTo(worthRepeating);
        assertThat(rejected.mayHaveHappened()).isEqualTo(mayHaveHappened);
        assertThat(rejected.requestId()).contains("req-1");
        assertThat(rejected.rejection().status()).isEqualTo(word);
        assertThat(rejected.rejection().httpStatus()).isEqualTo(http);
        assertThat(rejected.rejection().remedy()).startsWith(reason.remedy()).isNotBlank();
        assertThat(rejected)
                .hasMessageContainingAll(
                        "vpc POST /v1/regions/cn-north-1/vpcs/",
                        "HTTP " + http + " " + word,
                        "some text",
                        reason.remedy(),
                        "req-1");
    }

    @Test
    void asksForTheRequestIdWhereThereIsOne() {
        String error = "\"error\":{\"code\":500,\"status\":\"INTERNAL\",\"message\":\"m\"}}";

        assertThat(reject(500, "{\"requestId\":\"req-1\"," + error).rejection().remedy())
                .contains("the request id");
        assertThat(reject(500, "{" + error, Map.of()).rejection().remedy()).doesNotContain("request id");
    }

    /** The HTTP status says nothing here, so the word decides; something may have happened. */
    @ParameterizedTest(name = "200 with {0} {1} is {2}")
    @CsvSource({
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT",
        "429, QUOTA_EXCEEDED, QUOTA_EXCEEDED",
        "500, anything, SERVER_FAILURE",
        "40301, HTTP_FORBIDDEN, DENIED",
        "40301, PERMISSION_DENIED, DENIED",
        "0, OUT_OF_RANGE, INVALID_ARGUMENT",
        "0, BAD_REQUEST, INVALID_ARGUMENT",
        "0, FAILED_PRECONDITION, FAILED_PRECONDITION",
        "0, UNAUTHENTICATED, UNAUTHENTICATED",
        "0, ACCESS_ERROR, UNAUTHENTICATED",
        "0, HTTP_UNAUTHORIZED, UNAUTHENTICATED",
        "0, NOT_FOUND, NOT_FOUND",
        "0, SYNC_TIMEOUT, CANCELLED",
        "0, CANCELLED, CANCELLED",
        "0, ABORTED, ABORTED",
        "0, already_exists, ALREADY_EXISTS",
        "0, QUOTA_EXCEEDED, QUOTA_EXCEEDED",
        "0, RATE_LIMIT, RATE_LIMITED",
        "0, ABNORMAL_ACCESS_RATE, RATE_LIMITED",
        "0, THROUGHPUT_UP_TO_LIMIT, RATE_LIMITED",
        "0, UNKNOWN, SERVER_FAILURE",
        "0, INTERNAL, SERVER_FAILURE",
        "0, INTERNAL_SERVER_ERROR, SERVER_FAILURE",
        "0, SOURCE_UNAVAILABLE, SERVER_FAILURE",
        "0, UNAVAILABLE, SERVER_FAILURE",
        "0, NOT_IMPLEMENTED, NOT_IMPLEMENTED",
        "0, NO_SUCH_WORD, OTHER",
    })
    void readsTheErrorBesideAResult(int code, String word, Reason reason) {
        var rejected = reject(
                200,
                ("{\"requestId\":\"req-1\",\"result\":{\"vpcId\":\"vpc-1\"},"
                                + "\"error\":{\"code\":\"%d\",\"status\":\"%s\",\"message\":\"m\"}}")
                        .formatted(code, word));
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.rejection().httpStatus()).isEqualTo(200);
        assertThat(rejected.rejection().partial()).isTrue();
        assertThat(rejected.mayHaveHappened()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401|{\"status\":\"ACCESS_ERROR\",\"code\":401,\"message\":\"lack of header authorization[gw]\"}"
                        + "|UNAUTHENTICATED|lack of header",
                "403|{\"message\":\"please use different noncestr [gw]\",\"status\":\"HTTP_FORBIDDEN\",\"code\":403}"
                        + "|NONCE_REUSED|noncestr",
                "403|{\"details\":[{\"param1\":\"clouddnsservice:getDomains\",\"param0\":\"*\"}],\"message\":\"You are "
                        + "not authorized to perform (clouddnsservice:getDomains) on resource (*) [IAM] [gw]\","
                        + "\"status\":\"HTTP_FORBIDDEN\",\"code\":403}|DENIED|clouddnsservice:getDomains",
                "403|{\"requestId\":\"r\",\"error\":{\"code\":403,\"status\":\"HTTP_FORBIDDEN\",\"message\":\"this api "
                        + "is not allowed [gw]\"}}|ROUTE_CLOSED|WireDialects",
                "429|{\"requestId\":\"r\",\"error\":{\"code\":429,\"status\":\"QUOTA_EXCEEDED\",\"message\":\"Out of "
                        + "resource quota\",\"details\":[{\"quota\":\"1\"}]}}|QUOTA_EXCEEDED|{\"quota\":\"1\"}",
                "404|{\"requestId\":\"r\",\"error\":{\"code\":404,\"message\":\"Resource not found\"}}"
                        + "|NOT_FOUND|Resource not found",
                "400|{\"error\":{\"code\":\"40301\",\"message\":\"m\",\"details\":\"a text\"}}|INVALID_ARGUMENT|a text",
                "400|{\"error\":{\"code\":{},\"details\":[{\"a\":{\"b\":[1]}}]}}|INVALID_ARGUMENT|{\"a\":{\"b\":[1]}}",
                "500|{\"error\":\"just a text\"}|SERVER_FAILURE|just a text",
                "503|{}|SERVER_FAILURE|HTTP 503",
            })
    void readsTheObservedBody(int http, String body, Reason reason, String part) {
        var rejected = reject(http, body);
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected).hasMessageContaining(part);
    }

    /** What comes without a request id, a code or a status of the table may be a proxy's word: it is no proof of anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"requestId\":\"r\",\"error\":{\"code\":400,\"message\":\"m\"}}",
                "{\"requestId\":\"r\",\"error\":{\"status\":\"INVALID_ARGUMENT\",\"message\":\"m\"}}",
                "{\"requestId\":\"r\",\"error\":{\"code\":400,\"status\":\"TEAPOT\",\"message\":\"m\"}}",
                "{\"requestId\":\"r\",\"error\":{\"code\":400,\"status\":\"INTERNAL\",\"message\":\"m\"}}",
                "{\"requestId\":\"r\"}",
                "{\"requestId\":\"r\",\"error\":\"INVALID_ARGUMENT\"}",
            })
    void takesNoOtherRefusalForProofThatNothingHappened(String body) {
        var rejected = reject(400, body);
        assertThat(rejected.mayHaveHappened()).isTrue();
        assertThat(rejected.proves(Reason.INVALID_ARGUMENT)).isFalse();
    }

    @Test
    void takesTheServicesOwnNoForProof() {
        var rejected = reject(
                400,
                "{\"requestId\":\"r\",\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"m\"}}");
        assertThat(rejected.mayHaveHappened()).isFalse();
        assertThat(rejected.proves(Reason.INVALID_ARGUMENT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"403, true", "429, true", "500, true"})
    void doesNotTakeAReusedNonceForProofThatNothingHappened(int http, boolean mayHaveHappened) {
        String body = "{\"message\":\"please use different noncestr [gw]\",\"status\":\"X\",\"code\":403}";
        assertThat(reject(http, body).mayHaveHappened()).isEqualTo(mayHaveHappened);
    }

    private ApiException.Rejected reject(int http, String body) {
        return reject(http, body, Map.of("x-jdcloud-request-id", "from-the-header"));
    }

    private ApiException.Rejected reject(int http, String body, Map<String, String> headers) {
        var transport = new ScriptedTransport(ScriptedTransport.answer(http, body, headers));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            return catchThrowableOfType(
                    ApiException.Rejected.class,
                    () -> client.call(Calls.create().commit(Calls.Vpc.class, vpc -> true), Calls.minute(timeSource)));
        }
    }
}
