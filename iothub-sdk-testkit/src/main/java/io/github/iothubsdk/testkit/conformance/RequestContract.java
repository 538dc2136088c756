package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import io.github.iothubsdk.testkit.conformance.RawServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent arrives as it was signed, to the last byte: the service refuses anything else, or worse, takes it. */
abstract class RequestContract extends KeptConnectionContract {

    private static final String PATH = "/v1/regions/cn-north-1/instances";
    private static final Reaction EMPTY = Reaction.answer("200 OK", "");

    @Test
    void sendsPathQueryHeadersAndBodyExactlyAsSigned() throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        try (server;
                var transport = create(LONG)) {
            transport.send(request(
                    "POST",
                    server.origin(),
                    "/v2/a%2Fb%20c%252F~/x%3Ay:pay",
                    "a=&b=%27%22%5B%7C%7D%2A%2B&c=%E4%B8%AD",
                    "{\"a\":\"\u4e2d\"}",
                    LONG));
        }
        String head = server.heads().get(0);
        assertThat(server.requests().get(0).body()).isEqualTo("{\"a\":\"\u4e2d\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(head)
                .startsWith("POST /v2/a%2Fb%20c%252F~/x%3Ay:pay?a=&b=%27%22%5B%7C%7D%2A%2B&c=%E4%B8%AD HTTP/1.1\r\n");
        assertThat(head.toLowerCase(Locale.ROOT).lines())
                .contains("content-type: application/json", "user-agent: test", "content-length: 11")
                .contains("host: " + server.origin().substring(7));
    }

    /** Or refuses it, and sends nothing: the service would look for another path than was signed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/a/../b:pay",
                "/v1/./b",
                "/v1/b/..",
                "/v1/b/.",
                "/v1/%2e%2e/b",
                "/v1/%2E/b",
                "/../b",
                "/v1//b",
                "//b",
                "/v1/b/",
                "/v1/...",
                "/v1/a..b/.c"
            })
    void sendsAPathAsItIsOrNotAtAll(String path) throws Exception {
        RawServer server = RawServer.reacting(EMPTY);
        Throwable refused;
        try (server;
                var transport = create(LONG)) {
            refused = catchThrowable(() -> transport.send(request("POST", server.origin(), path, "", "{}", LONG)));
        }
        if (refused != null) {
            assertThat(refused).isInstanceOfAny(NotSentException.class, IllegalArgumentException.class);
        }
        assertThat(server.requests().stream().map(request -> request.head().split(" ", 3)[1]))
                .isEqualTo(refused == null ? List.of(path) : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LocalHost", "[::ffff:127.0.0.1]", "127.0.0.1"})
    void sendsTheHostThatWasSigned(String host) throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        HttpRequest request = request("GET", server.origin().replace("127.0.0.1", host), "", LONG);
        try (server;
                var transport = create(LONG)) {
            transport.send(request);
        }
        assertThat(server.heads()
                        .get(0)
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:")))
                .singleElement()
                .asString()
                .endsWith(": " + request.host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
    void sendsEachMethodAsItIs(String method) throws Exception {
        assertThat(arrived(method, HEADERS, new byte[0]).method()).isEqualTo(method);
    }

    /** Every byte there is, more than one packet of it, and nothing. */
    @ParameterizedTest
    @CsvSource({
        "POST,256",
        "PUT,256",
        "PATCH,256",
        "DELETE,256",
        "POST,20000",
        "PUT,20000",
        "DELETE,20000",
        "POST,200000",
        "PUT,200000",
        "PATCH,200000",
        "DELETE,200000",
        "POST,0",
        "DELETE,0"
    })
    void sendsTheBodyByteForByte(String method, int length) throws Exception {
        byte[] body = bytes(length);
        Request request = arrived(method, HEADERS, body);
        assertThat(request.body()).isEqualTo(body);
        assertThat(request.method()).isEqualTo(method);
    }

    static Stream<Arguments> headers() {
        List<Header> signed = List.of(
                new Header("content-type", "application/json; charset=UTF-8"),
                new Header("x-jdcloud-date", "20261122T080000Z"),
                new Header("x-jdcloud-nonce", "0aAbBcC9"),
                new Header("x-jdcloud-security-token", "tOkEn+/=="),
                new Header("authorization", "JDCLOUD2-HMAC-SHA256 Credential=AbC/x, SignedHeaders=A;b, Signature=0aF"),
                new Header("user-agent", "Test/1.0 (Any OS)"));
        List<Header> repeated = List.of(
                new Header("x-twice", "Second"), new Header("x-jdcloud-a", "1"), new Header("x-twice", "First"));
        List<Header> any = List.of(
                new Header("accept", "application/json"),
                new Header("x-jdcloud-a", "one  two   three"),
                new Header("x-signed", "1"),
                new Header("an-odd-one", "\"a  b\" ; c,  d"));
        return Stream.of("GET", "POST", "DELETE")
                .flatMap(method -> Stream.of(signed, repeated, any, List.<Header>of())
                        .map(headers -> Arguments.of(method, headers)));
    }

    /** Each with all its values, in their order and their own letters, and none that would be signed beside them. */
    @ParameterizedTest
    @MethodSource("headers")
    void sendsTheHeadersThatWereSignedAndNoMore(String method, List<Header> headers) throws Exception {
        Request request = arrived(method, headers, method.equals("GET") ? new byte[0] : new byte[] {'{', '}'});
        Stream.concat(
                        headers.stream().map(Header::name),
                        Stream.of(
                                "authorization",
                                "content-type",
                                "cookie",
                                "x-jdcloud-date",
                                "x-jdcloud-nonce",
                                "x-jdcloud-security-token"))
                .distinct()
                .forEach(name -> assertThat(request.values(name)).as(name).isEqualTo(values(headers, name)));
        assertThat(request.values("host")).hasSize(1);
        assertThat(request.head().toLowerCase(Locale.ROOT).lines().filter(line -> line.startsWith("x-jdcloud-")))
                .hasSameSizeAs(headers.stream()
                        .filter(header -> header.name().startsWith("x-jdcloud-"))
                        .toList());
    }

    @Test
    void keepsNoCookies() throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK\r\nSet-Cookie: sid=1; Path=/", "{}"));
        try (server;
                var transport = create(LONG)) {
            transport.send(request("GET", server.origin(), "", LONG));
            transport.send(request("GET", server.origin(), "", LONG));
        }
        assertThat(server.requests())
                .hasSize(2)
                .allMatch(request -> request.values("cookie").isEmpty());
    }

    private static List<String> values(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    /** The only request that arrives for a send. */
    private Request arrived(String method, List<Header> headers, byte[] body) throws IOException, InterruptedException {
        RawServer server = RawServer.reacting(EMPTY);
        try (server;
                var transport = create(LONG)) {
            transport.send(request(method, server.origin(), PATH, "", headers, body, LONG));
        }
        assertThat(server.heads()).hasSize(1);
        return server.requests().get(0);
    }
}
