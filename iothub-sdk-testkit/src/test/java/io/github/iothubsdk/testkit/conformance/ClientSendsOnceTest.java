package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.testkit.conformance.SendsOnceContract.Situation;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts at the socket what the whole client, with its retries, makes of the situations of a transport. */
class ClientSendsOnceTest {

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ApiCall CREATE = ApiCall.post(
                    new Service("vpc", "v1"), "cn-north-1", "/regions/{region}/vpcs/")
            .body(Map.of("vpcName", "plant-7"));

    /** What the answer would be read into. */
    record Vpc(@Nullable String vpcId) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.iothubsdk.testkit.conformance.SendsOnceContract#situations")
    void sendsACommitOnceThroughTheWholeClient(Situation situation) {
        RawServer server = new RawServer(situation.onAccept(), situation.onRequest());
        ApiConfig config = ApiConfig.builder()
                .endpoint(URI.create(server.origin()))
                .callTimeout(TIMEOUT)
                .build();
        ApiClient client = new ApiClient(CredentialsProvider.of(Credentials.of("TESTAK", Secret.of("TESTSK"))), config);
        Throwable thrown;
        try (server;
                client) {
            thrown = catchThrowable(
                    () -> client.call(CREATE.commit(Vpc.class, any -> true), Deadline.in(MINUTE, config.timeSource())));
        }
        assertThat(thrown).isInstanceOf(ApiException.class);
        assertThat(server.heads()).singleElement().asString().contains("authorization: JDCLOUD2-HMAC-SHA256 ");
    }
}
