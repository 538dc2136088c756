package io.github.iothubsdk.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.SendsOnceContract.Situation;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.RawServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts at the socket what the whole client, with its retries, makes of the situations of a transport. */
class ClientSendsOnceTest {

    private static final Duration TIMEOUT = Duration.ofMillis(400);

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.iothubsdk.core.http.SendsOnceContract#situations")
    void sendsACommitOnceThroughTheWholeClient(Situation situation) {
        RawServer server = new RawServer(situation.onAccept(), situation.onRequest());
        ApiConfig config = ApiConfig.builder()
                .endpoint(URI.create(server.origin()))
                .callTimeout(TIMEOUT)
                .build();
        ApiClient client = new ApiClient(CredentialsProvider.of(Calls.KEYS), config);
        Throwable thrown;
        try (server;
                client) {
            thrown = catchThrowable(() -> client.call(
                    Calls.create().commit(Calls.Vpc.class, any -> true), Calls.minute(config.timeSource())));
        }
        assertThat(thrown).isInstanceOf(ApiException.class);
        assertThat(server.heads()).singleElement().asString().contains("authorization: JDCLOUD2-HMAC-SHA256 ");
    }
}
