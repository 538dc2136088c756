package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosedWhileSendingTest {

    /** The call gets its answer, and its connection does not outlive the client. */
    @Test
    void leavesNoConnectionBehind() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var transport = new OkHttpTransport(Duration.ofSeconds(5));
            var request = new HttpRequest(
                    "GET",
                    "http://127.0.0.1:" + server.getLocalPort(),
                    "/v1/x",
                    "",
                    List.of(),
                    new byte[0],
                    "vpc",
                    "cn-north-1",
                    Duration.ofSeconds(20));
            CompletableFuture<HttpResponse> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return transport.send(request);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            try (Socket peer = server.accept()) {
                peer.setSoTimeout(20_000);
                var in = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
                while (!in.readLine().isEmpty()) {
                    // the head of the request
                }
                transport.close();
                peer.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1));
                peer.getOutputStream().flush();
                assertThat(answer.get(20, TimeUnit.SECONDS).text()).isEqualTo("{}");
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }
}
