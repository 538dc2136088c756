package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts at the socket: whatever comes back, one request head arrives for each send. */
abstract class SendsOnceContract extends TransportContract {

    static final Duration TIMEOUT = Duration.ofMillis(400);
    static final Reaction FINE = Reaction.answer("200 OK", "{}");

    record Situation(String name, Reaction onAccept, Reaction onRequest) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Situation> situations() {
        return Stream.of(lost(), answered(), refused(), unreadable())
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Situation> lost() {
        return Stream.of(
                new Situation("ended before the request was read", RawServer.SHUT_OUTPUT, RawServer.NOTHING),
                new Situation("dropped after the request was read", RawServer.NOTHING, RawServer.CLOSE),
                new Situation("reset after the request was read", RawServer.NOTHING, RawServer.RESET),
                answering(
                        "half a head",
                        Reaction.answer("HTTP/1.1 200 OK\r\nConte").then(RawServer.CLOSE)),
                answering(
                        "half a body",
                        Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"a")
                                .then(RawServer.CLOSE)),
                answering("an answer slower than the timeout", RawServer.NOTHING));
    }

    private static Stream<Situation> answered() {
        return Stream.of(
                answering("408", Reaction.answer("408 Request Timeout", "")),
                answering(
                        "408 and a close",
                        Reaction.answer("408 T\r\nConnection: close", "").then(RawServer.CLOSE)),
                answering("421", Reaction.answer("421 Misdirected Request", "")),
                answering("503 with Retry-After: 0", Reaction.answer("503 Unavailable\r\nRetry-After: 0", "")),
                answering("409", Reaction.answer("409 Conflict", "{}")),
                answering("425", Reaction.answer("425 Too Early", "{}")),
                answering("429", Reaction.answer("429 Too Many Requests\r\nRetry-After: 0", "{}")),
                answering("500", Reaction.answer("500 Internal Server Error", "{}")),
                answering("502", Reaction.answer("502 Bad Gateway", "{}")),
                answering("503 with a body", Reaction.answer("503 Unavailable", "{}")),
                answering("504", Reaction.answer("504 Gateway Timeout", "{}")),
                answering("301", Reaction.answer("301 Moved\r\nLocation: /elsewhere", "")),
                answering("302", Reaction.answer("302 Found\r\nLocation: /elsewhere", "")),
                answering("303", Reaction.answer("303 See Other\r\nLocation: /elsewhere", "")),
                answering("307", Reaction.answer("307 Temporary Redirect\r\nLocation: /elsewhere", "")),
                answering("308", Reaction.answer("308 Permanent Redirect\r\nLocation: /elsewhere", "")),
                answering("401", Reaction.answer("401 No\r\nWWW-Authenticate: Basic realm=\"x\"", "")),
                answering("407", Reaction.answer("407 No\r\nProxy-Authenticate: Basic realm=\"x\"", "")));
    }

    /** Statuses that invite nobody, and those that gateways made up. */
    private static Stream<Situation> refused() {
        Stream<String> others = Stream.of(
                "400", "403", "404", "410", "417", "422", "423", "424", "426", "428", "431", "501", "505", "506", "507",
                "508", "511", "520", "522", "524", "529", "599");
        return Stream.concat(
                others.map(status -> answering(status, Reaction.answer(status + " No", "{}"))),
                Stream.of(
                        answering("413 with Retry-After", Reaction.answer("413 Large\r\nRetry-After: 0", "{}")),
                        answering("403 with Retry-After", Reaction.answer("403 No\r\nRetry-After: 0", "{}")),
                        answering("202 with Retry-After", Reaction.answer("202 Accepted\r\nRetry-After: 0", "{}"))));
    }

    /** What it means is for the caller to find out. */
    private static Stream<Situation> unreadable() {
        return Stream.of(
                answering("200 with a page", Reaction.answer("200 OK\r\nContent-Type: text/html", "<html>busy</html>")),
                answering("200 with half of an object", Reaction.answer("200 OK", "{\"result\":")),
                answering("200 with an error", Reaction.answer("200 OK", "{\"error\":{\"code\":500}}")),
                answering("200 with nothing", Reaction.answer("200 OK", "")),
                answering("204", Reaction.answer("HTTP/1.1 204 No Content\r\n\r\n")));
    }

    static Stream<Arguments> everyMethodInEverySituation() {
        return situations().stream()
                .flatMap(
                        situation -> Stream.of("GET", "POST", "DELETE").map(method -> Arguments.of(method, situation)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyMethodInEverySituation")
    void sendsOneHead(String method, Situation situation) throws InterruptedException {
        RawServer server = new RawServer(situation.onAccept(), situation.onRequest());
        HttpTransport transport = create(Duration.ofSeconds(5));
        Throwable thrown = null;
        try (server;
                transport) {
            thrown = send(transport, server, method, TIMEOUT);
        }
        assertThat(server.heads()).hasSizeBetween(thrown == null ? 1 : 0, 1); // else the time may have been over before
        assertThat(server.heads()).allMatch(head -> head.startsWith(method + " /v1/regions/"));
        assertThat(thrown instanceof NotSentException && !server.heads().isEmpty())
                .as("not sent, but arrived")
                .isFalse();
    }

    /** Nobody reads what is sent on the first connection; whatever arrives on another is sent again. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsNothingOnAnotherConnectionWhenTheFirstIsClosedUnread(String method) throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        Reaction closeTheFirst = socket -> (first.getAndSet(false) ? RawServer.CLOSE : RawServer.NOTHING).on(socket);
        RawServer server = new RawServer(closeTheFirst, FINE);
        try (server;
                var transport = create(Duration.ofSeconds(5))) {
            assertThat(send(transport, server, method, TIMEOUT)).isInstanceOf(IOException.class);
        }
        assertThat(server.heads()).isEmpty();
    }

    private static Situation answering(String name, Reaction reaction) {
        return new Situation(name, RawServer.NOTHING, reaction);
    }

    /** What it ended with instead of an answer. */
    static @Nullable Throwable send(HttpTransport transport, RawServer server, String method, Duration timeout)
            throws InterruptedException {
        try {
            String body = method.equals("GET") ? "" : "{\"vpcName\":\"plant-7\"}";
            HttpResponse response = transport.send(request(method, server.origin(), body, timeout));
            assertThat(response.status()).isPositive();
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
