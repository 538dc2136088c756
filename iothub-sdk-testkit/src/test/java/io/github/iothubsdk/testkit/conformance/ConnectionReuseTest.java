package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The SDK's own transports keep a connection that is well, which the kit does not ask of everybody's. */
class ConnectionReuseTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    static Stream<Arguments> everyMethodOnEachTransport() {
        return Stream.<Supplier<HttpTransport>>of(
                        () -> HttpTransports.okHttp(LONG),
                        () -> HttpTransports.jdk(LONG),
                        () -> BusyClient.transport(LONG))
                .flatMap(create -> Stream.of("GET", "POST", "DELETE").map(method -> Arguments.of(method, create)));
    }

    @ParameterizedTest
    @MethodSource("everyMethodOnEachTransport")
    void reusesAConnectionThatIsWell(String method, Supplier<HttpTransport> create) throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        try (server;
                HttpTransport transport = create.get()) {
            for (int i = 0; i < 3; i++) {
                String body = method.equals("GET") ? "" : "{}";
                transport.send(TransportContract.request(method, server.origin(), body, LONG));
            }
        }
        assertThat(server.heads()).hasSize(3);
        assertThat(server.connections()).isEqualTo(1);
    }
}
