package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.NotSentException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on a connection that was used before, if it is kept: many clients take its loss for one before the request. */
abstract class KeptConnectionContract extends SendsOnceContract {

    static Stream<Arguments> everyMethodAfterASend() {
        return situations().stream()
                .filter(situation -> situation.onAccept() == RawServer.NOTHING)
                .flatMap(
                        situation -> Stream.of("GET", "POST", "DELETE").map(method -> Arguments.of(method, situation)));
    }

    /** The server has read the request, so that nobody may say that it was not sent. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyMethodAfterASend")
    void sendsOneHeadAfterASendThatWentWell(String method, Situation situation) throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        RawServer server = RawServer.choosing(request -> first.getAndSet(false) ? FINE : situation.onRequest());
        Throwable second;
        try (server;
                var transport = create(Duration.ofSeconds(5))) {
            assertThat(send(transport, server, method, LONG)).isNull();
            second = send(transport, server, method, TIMEOUT);
        }
        assertThat(server.heads()).as("the first and the second").hasSize(2);
        assertThat(second instanceof NotSentException)
                .as("not sent, but arrived")
                .isFalse();
    }

    /** Closed at both ends: what is sent on it arrives nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsOneHeadAfterThePooledConnectionWasClosed(String method) throws InterruptedException {
        RawServer server = RawServer.reacting(FINE.then(RawServer.CLOSE));
        Throwable second;
        try (server;
                var transport = create(Duration.ofSeconds(5))) {
            assertThat(send(transport, server, method, LONG)).isNull();
            assertThat(server.everyConnectionEnds()).isTrue();
            second = send(transport, server, method, TIMEOUT);
        }
        assertThat(server.heads()).hasSize(second == null ? 2 : 1);
    }

    /** Closed in one direction only: what is sent on it still arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsOneHeadAfterThePooledConnectionWasHalfClosed(String method) throws InterruptedException {
        RawServer server = RawServer.reacting(FINE.then(RawServer.SHUT_OUTPUT));
        Throwable second;
        try (server;
                var transport = create(Duration.ofSeconds(5))) {
            assertThat(send(transport, server, method, LONG)).isNull();
            second = send(transport, server, method, TIMEOUT);
        }
        assertThat(server.heads()).hasSizeBetween(second == null ? 2 : 1, second instanceof NotSentException ? 1 : 2);
    }

    /** Kept or not: a connection for each send is right, too. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsOneHeadEachOnAConnectionThatIsWell(String method) throws InterruptedException {
        RawServer server = RawServer.reacting(FINE);
        try (server;
                var transport = create(Duration.ofSeconds(5))) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(transport, server, method, LONG)).isNull();
            }
        }
        assertThat(server.heads()).hasSize(3);
    }
}
