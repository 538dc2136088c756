package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OkHttpHostileServiceTest extends HostileServiceConformance {

    private static final long MOST_RECEIVED = 32 << 20;
    private static final long KEPT_BY_THE_KERNEL = 24 << 20;

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return HttpTransports.okHttp(connectTimeout);
    }

    /** Of a body of some kilobytes, long before the time is over. */
    @Test
    void receivesNoMoreThanAnAnswerMayTakeWhateverFillsIt() throws Exception {
        String filled = "1;" + "x".repeat(8_000) + "\r\na\r\n";
        try (var server = new HostileServer(peer -> {}, peer -> {
                    peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    peer.repeat(filled, 3 * MOST_RECEIVED);
                });
                var transport = create(Duration.ofSeconds(5))) {
            HttpRequest request = new HttpRequest(
                    "GET",
                    server.origin(),
                    "/v1/x",
                    "",
                    List.of(),
                    new byte[0],
                    "iothub",
                    "cn-north-1",
                    Duration.ofMinutes(1));
            assertThatIOException()
                    .isThrownBy(() -> transport.send(request))
                    .withMessageContaining("more than " + MOST_RECEIVED + " bytes");
            assertThat(server.everyAnswerEnds()).isTrue();
            assertThat(server.taken()).isLessThan(MOST_RECEIVED + KEPT_BY_THE_KERNEL);
        }
    }
}
