package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stricter on OkHttp than the contract of every transport. */
class OkHttpTransportTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void connectsOnceWhenTheConnectionIsClosedUnread(String method) throws InterruptedException {
        RawServer server = new RawServer(RawServer.CLOSE, RawServer.NOTHING);
        try (server;
                var transport = new OkHttpTransport(LONG)) {
            assertThat(answered(transport, Calls.request(method, server.origin(), "", LONG)))
                    .isFalse();
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void saysThatNothingWasSentWhenTlsIsNotAgreed() {
        try (var server = new RawServer(Reaction.answer("HTTP/1.1 400 Bad\r\n\r\n"), RawServer.NOTHING);
                var transport = new OkHttpTransport(LONG)) {
            String origin = server.origin().replace("http:", "https:");
            assertThatThrownBy(() -> transport.send(Calls.request("POST", origin, "{}", LONG)))
                    .isInstanceOf(NotSentException.class);
        }
    }

    private static boolean answered(HttpTransport transport, HttpRequest request) throws InterruptedException {
        try {
            return transport.send(request).status() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsOnAHalfClosedConnection(String method) throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}").then(RawServer.SHUT_OUTPUT));
        try (server;
                var transport = new OkHttpTransport(LONG)) {
            assertThat(answered(transport, Calls.request(method, server.origin(), "", LONG)))
                    .isTrue();
            answered(transport, Calls.request(method, server.origin(), "", LONG));
        }
        assertThat(server.heads()).hasSize(2);
    }
}
