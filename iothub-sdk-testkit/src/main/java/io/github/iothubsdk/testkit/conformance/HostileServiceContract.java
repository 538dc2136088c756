package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.testkit.conformance.HostileServer.Answer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the parts of {@link HostileServiceConformance} share. */
abstract class HostileServiceContract {

    static final Duration SHORT = Duration.ofMillis(400);
    static final Duration ENOUGH = Duration.ofSeconds(2);
    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    static final Answer NOTHING = peer -> {};

    /** A new transport of the kind that is tested; each case closes what it made. */
    protected abstract HttpTransport create(Duration connectTimeout);

    @Nullable
    HttpResponse closedAfter(String raw) throws Exception {
        Answer answer = peer -> {
            peer.say(raw);
            peer.leave();
        };
        try (var server = new HostileServer(NOTHING, answer)) {
            HttpResponse response;
            try (var transport = create(ENOUGH)) {
                response = answerOrFailure(transport, server, ENOUGH);
            }
            assertThat(server.heads()).hasSize(1);
            return response;
        }
    }

    static @Nullable IOException failure(HttpTransport transport, HostileServer server, Duration timeout)
            throws InterruptedException {
        try {
            transport.send(request(server, timeout));
            return null;
        } catch (IOException e) {
            assertThat(e).as("it has arrived").isNotInstanceOf(NotSentException.class);
            return e;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("neither an answer nor an IOException", e);
        }
    }

    static @Nullable HttpResponse answerOrFailure(HttpTransport transport, HostileServer server, Duration timeout)
            throws InterruptedException {
        try {
            return transport.send(request(server, timeout));
        } catch (IOException e) {
            assertThat(e).as("it has arrived").isNotInstanceOf(NotSentException.class);
            return null;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("neither an answer nor an IOException", e);
        }
    }

    /**
     * The same, where it may be that nothing was sent; then nothing may have arrived. Each has a path of its own, since an
     * earlier one that failed may still be on its way.
     */
    static @Nullable HttpResponse answerOrNothing(HttpTransport transport, HostileServer server, String path)
            throws InterruptedException {
        try {
            return transport.send(TransportContract.request("POST", server.origin(), path, "", "{}", ENOUGH));
        } catch (NotSentException e) {
            assertThat(server.heads()).as("not sent, but arrived").noneMatch(head -> head.contains(path));
            return null;
        } catch (IOException e) {
            return null;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("neither an answer nor an IOException", e);
        }
    }

    static HttpRequest request(HostileServer server, Duration timeout) {
        return TransportContract.request("POST", server.origin(), "{\"order\":1}", timeout);
    }
}
