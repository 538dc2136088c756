package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back is given as it was sent. */
abstract class AnswerContract extends RequestContract {

    private static final int LONGEST_ANSWER = 16 << 20;

    @Test
    void givesStatusBodyAndTheFirstValueOfEachHeaderInLowerCase() throws Exception {
        HttpResponse response = exchange(Reaction.answer(
                "418 Odd\r\nX-Jdcloud-Request-Id: r1\r\nx-jdcloud-request-id: r2\r\nEmpty:", "{\"a\":\"\u4e2d\"}"));
        assertThat(response.status()).isEqualTo(418);
        assertThat(response.text()).isEqualTo("{\"a\":\"\u4e2d\"}");
        assertThat(response.headers())
                .containsEntry("x-jdcloud-request-id", "r1")
                .containsEntry("empty", "");
        assertThat(response.header("X-JDCLOUD-REQUEST-ID")).contains("r1");
    }

    @ParameterizedTest
    @CsvSource({
        "200,{}", "200,''", "201,{}", "202,{}", "203,{}", "206,{}", "207,{}", "226,{}", "299,{}", "400,no", "401,no",
        "403,no", "404,no", "408,no", "409,no", "421,no", "429,no", "500,no", "502,no", "503,no", "504,no", "301,''",
        "302,''", "303,''", "307,''", "308,''"
    })
    void givesEveryStatusWithItsBody(int status, String body) throws Exception {
        HttpResponse response = exchange(Reaction.answer(status + " X\r\nLocation: /elsewhere", body));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).isEqualTo(body);
    }

    /** More of them may come, and a while before the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints\r\nLink: </a>; rel=preload"})
    void takesNoInterimAnswerForTheAnswer(String interim) throws Exception {
        Reaction early = Reaction.answer("HTTP/1.1 " + interim + "\r\n\r\n");
        HttpResponse response = exchange(early.then(early)
                .then(RawServer.pause(Duration.ofMillis(50)))
                .then(Reaction.answer("200 OK\r\nX-Of: the answer", "{\"a\":1}")));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-of")).contains("the answer");
        assertThat(response.text()).isEqualTo("{\"a\":1}");
    }

    /** Whether an instance runs is asked again because it may have changed. */
    @Test
    void givesNoAnswerThatItHasKept() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        RawServer server = RawServer.choosing(request -> Reaction.answer(
                "200 OK\r\nCache-Control: public, max-age=600\r\nETag: \"1\"\r\nLast-Modified: Sun, 22 Nov 2026 08:00:00 GMT",
                "{\"n\":" + sent.incrementAndGet() + "}"));
        try (server;
                var transport = create(LONG)) {
            for (int n = 1; n <= 3; n++) {
                assertThat(transport
                                .send(request("GET", server.origin(), "", LONG))
                                .text())
                        .isEqualTo("{\"n\":" + n + "}");
            }
        }
        assertThat(server.requests())
                .hasSize(3)
                .allMatch(request -> request.values("if-none-match").isEmpty()
                        && request.values("if-modified-since").isEmpty());
    }

    @Test
    void joinsTheChunksOfAnAnswer() throws Exception {
        String chunks = "5\r\n{\"a\":\r\n1;x=y\r\n1\r\n1\r\n}\r\n0\r\n\r\n";
        HttpResponse response = exchange(Reaction.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                .then(Reaction.answer(chunks)));
        assertThat(response.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void readsAnAnswerWithoutALengthToItsEnd() throws Exception {
        HttpResponse response =
                exchange(Reaction.answer("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}").then(RawServer.CLOSE));
        assertThat(response.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void givesAnAnswerWithoutABody() throws Exception {
        HttpResponse response = exchange(Reaction.answer("HTTP/1.1 204 No Content\r\n\r\n"));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    /** The server zips only for who says that it can unzip. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, LONGEST_ANSWER})
    void givesABodyThatMayBeZippedUnzipped(int length) throws Exception {
        assertThat(exchange(maybeZipped(length)).body()).isEqualTo(alike(length));
    }

    @Test
    void refusesAnAnswerThatUnpacksToMoreThanItKeeps() {
        assertTooLong(maybeZipped(LONGEST_ANSWER + 1));
    }

    @Test
    void refusesChunksThatAreTogetherMoreThanItKeeps() {
        assertTooLong(socket -> {
            OutputStream out = socket.getOutputStream();
            Reaction.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .on(socket);
            for (int i = 0; i <= 16; i++) {
                Reaction.answer("100000\r\n").on(socket);
                out.write(alike(1 << 20));
                Reaction.answer("\r\n").on(socket);
            }
        });
    }

    private void assertTooLong(Reaction reaction) {
        assertThatThrownBy(() -> exchange(reaction))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    /** They zip to little. */
    private static byte[] alike(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private HttpResponse exchange(Reaction reaction) throws IOException, InterruptedException {
        try (var server = RawServer.reacting(reaction);
                var transport = create(LONG)) {
            return transport.send(request("GET", server.origin(), "", LONG));
        }
    }

    private Reaction maybeZipped(int length) {
        return socket -> {
            boolean zip = asksForGzip();
            byte[] body = zip ? zipped(alike(length)) : alike(length);
            Reaction.answer("HTTP/1.1 200 OK\r\n" + (zip ? "Content-Encoding: gzip\r\n" : "") + "Content-Length: "
                            + body.length + "\r\n\r\n")
                    .on(socket);
            socket.getOutputStream().write(body);
        };
    }

    private boolean asksForGzip() {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        try (server;
                var transport = create(LONG)) {
            transport.send(request("GET", server.origin(), "", LONG));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return server.heads()
                .get(0)
                .toLowerCase(Locale.ROOT)
                .lines()
                .anyMatch(line -> line.startsWith("accept-encoding:") && line.contains("gzip"));
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
