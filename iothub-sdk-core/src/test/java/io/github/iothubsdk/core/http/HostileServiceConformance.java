package io.github.iothubsdk.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.support.HostileServer;
import io.github.iothubsdk.core.support.HostileServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link HttpTransport} must survive of a service that means harm: extend it, and say how yours is made.
 *
 * <p>Each case ends in the answer or an {@code IOException} that does not deny the sending, within the request's
 * timeout; takes a bounded number of bytes; and sends one copy of the request, to the host that it was meant for.
 */
@Timeout(60)
public abstract class HostileServiceConformance {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration ENOUGH = Duration.ofSeconds(2);
    private static final String SECRET = "JDCLOUD2-HMAC-SHA256 Credential=canary";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final long ENDLESS = 100 << 20;

    /** What may be taken of an endless answer: twice the largest body, and what the kernel keeps for both sides. */
    private static final long MOST_TAKEN = 2L * HttpTransport.MOST_BYTES + (24 << 20);

    private static final Answer NOTHING = peer -> {};

    /** For the subclass, which JUnit makes. */
    protected HostileServiceConformance() {}

    /** A new transport of the kind that is tested; each case closes what it made. */
    protected abstract HttpTransport create(Duration connectTimeout);

    /** Answers that never end, as fast as they are taken. */
    @SuppressWarnings("ImmutableEnumChecker") // answers are lambdas
    enum Endless {
        BODY_WITHOUT_LENGTH(peer -> {
            peer.say(OK + "\r\n");
            peer.repeat("x", ENDLESS);
        }),
        BODY_OF_A_HUNDRED_MEGABYTES(peer -> {
            peer.say(OK + "Content-Length: " + ENDLESS + "\r\n\r\n");
            peer.repeat("x", ENDLESS);
        }),
        CHUNKS(peer -> {
            peer.say(CHUNKED);
            peer.repeat("400\r\n" + "x".repeat(1024) + "\r\n", ENDLESS);
        }),
        ONE_CHUNK(peer -> {
            peer.say(CHUNKED + "7fffffff\r\n");
            peer.repeat("x", ENDLESS);
        }),
        HEADERS(peer -> {
            peer.say(OK);
            peer.repeat("X-Header: value\r\n", ENDLESS);
        }),
        HEADERS_OF_DIFFERENT_NAMES(peer -> {
            peer.say(OK);
            for (int i = 0; i < ENDLESS / 1024; i++) {
                peer.say("X-" + i + ": " + "v".repeat(1000) + "\r\n");
            }
        }),
        ONE_HEADER(peer -> {
            peer.say(OK + "X-Header: ");
            peer.repeat("x", ENDLESS);
        }),
        ONE_HEADER_NAME(peer -> {
            peer.say(OK);
            peer.repeat("x", ENDLESS);
        }),
        FOLDED_HEADER(peer -> {
            peer.say(OK + "X-Header: x\r\n");
            peer.repeat(" folded\r\n", ENDLESS);
        }),
        STATUS_LINE(peer -> {
            peer.say("HTTP/1.1 200 ");
            peer.repeat("O", ENDLESS);
        }),
        GARBAGE(peer -> peer.repeat("\u0000\u00ff\u0007garbage", ENDLESS)),
        ERROR_BODY(peer -> {
            peer.say("HTTP/1.1 500 Broken\r\n\r\n");
            peer.repeat("x", ENDLESS);
        }),
        REDIRECT_BODY(peer -> {
            peer.say("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n");
            peer.repeat("x", ENDLESS);
        });

        private final Answer answer;

        /** After those the JDK's client reads no more, but leaves the connection to the garbage collector. */
        private boolean isOnlyAHead() {
            return compareTo(HEADERS) >= 0 && compareTo(GARBAGE) <= 0;
        }

        Endless(Answer answer) {
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesAnAnswerThatDoesNotEnd(Endless kind) throws Exception {
        try (var server = new HostileServer(NOTHING, kind.answer)) {
            try (var transport = create(ENOUGH)) {
                assertThat(failure(transport, server, ENOUGH)).isNotNull();
                if (!kind.isOnlyAHead()) {
                    assertThat(server.everyAnswerEnds())
                            .as("the connection is closed")
                            .isTrue();
                }
            }
            assertThat(server.taken()).as("bytes taken").isLessThan(MOST_TAKEN);
            assertThat(server.heads()).hasSize(1);
        }
    }

    /** What carries nothing may be thrown away for as long as the request's timeout lets it. */
    @SuppressWarnings("ImmutableEnumChecker") // answers are lambdas
    enum EndlessNothing {
        CHUNK_EXTENSION(peer -> {
            peer.say(CHUNKED + "1;");
            peer.repeat("x", ENDLESS);
        }),
        CHUNK_SIZE_OF_ZEROS(peer -> {
            peer.say(CHUNKED);
            peer.repeat("0", ENDLESS);
        }),
        TRAILERS(peer -> {
            peer.say(CHUNKED + "0\r\n");
            peer.repeat("X-Trailer: value\r\n", ENDLESS);
        });

        private final Answer answer;

        EndlessNothing(Answer answer) {
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesAnAnswerThatNeverSaysAnything(EndlessNothing kind) throws Exception {
        try (var server = new HostileServer(NOTHING, kind.answer)) {
            try (var transport = create(ENOUGH)) {
                HttpResponse response = answerOrFailure(transport, server, SHORT);
                assertThat(response == null || response.body().length == 0)
                        .as("no body is made of nothing")
                        .isTrue();
            }
            assertThat(server.everyAnswerEnds()).as("the connection is closed").isTrue();
            assertThat(server.heads()).hasSize(1);
        }
    }

    /** The call ends; when the connection does is not said, as the JDK's client leaves it to the garbage collector. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
                "\r\n"
            })
    void leavesAFloodOfHeadsThatAreNoAnswer(String unit) throws Exception {
        try (var server = new HostileServer(NOTHING, peer -> peer.repeat(unit, 4 << 20))) {
            try (var transport = create(ENOUGH)) {
                HttpResponse response = answerOrFailure(transport, server, SHORT);
                assertThat(response == null ? 0 : response.body().length).isZero();
            }
            assertThat(server.heads()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 ",
                OK + "X-Header: ",
                OK + "\r\n",
                OK + "Content-Length: 1000000\r\n\r\n",
                CHUNKED + "ffff\r\n",
                OK + "Content-Encoding: gzip\r\nContent-Length: 1000000\r\n\r\n"
            })
    void leavesADripWhenTheTimeIsOver(String begun) throws Exception {
        Answer drip = peer -> {
            peer.say(begun);
            peer.drip("x");
        };
        try (var server = new HostileServer(NOTHING, drip);
                var transport = create(ENOUGH)) {
            assertThat(failure(transport, server, SHORT)).isNotNull();
            assertThat(server.everyAnswerEnds()).as("the connection is closed").isTrue();
            assertThat(server.heads()).hasSize(1);
        }
    }

    /** Whether or not the client has said that it can unzip; who does not unzip gives what was sent. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "gzip, gzip", "GZIP"})
    void unpacksNoBomb(String encoding) throws Exception {
        byte[] bomb = bomb();
        Answer answer = peer -> {
            peer.say(OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            peer.say(bomb);
        };
        try (var server = new HostileServer(NOTHING, answer);
                var transport = create(ENOUGH)) {
            HttpResponse response = answerOrFailure(transport, server, ENOUGH);
            assertThat(response == null ? 0 : response.body().length).isLessThanOrEqualTo(HttpTransport.MOST_BYTES);
            assertThat(server.heads()).hasSize(1);
        }
    }

    /** What is no HTTP, or says less than its length: never a whole answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0016\u0003\u0001\u0002\u0000",
                "220 mail ESMTP\r\n",
                "<html>no head</html>",
                "HTTP/1.1 banana OK\r\n\r\n",
                "HTTP/9",
                OK,
                OK + "Content-Le",
                OK + "Content-Length: 99\r\n\r\n{\"half\":",
                OK + "Content-Length: 9223372036854775807\r\n\r\n{}",
                CHUNKED,
                CHUNKED + "2\r\n{}\r\n",
                CHUNKED + "9\r\n{}",
                CHUNKED + "zz\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"
            })
    void takesNoBrokenAnswerForAWholeOne(String raw) throws Exception {
        assertThat(closedAfter(raw)).isNull();
    }

    /** What clients read differently: one of the readings, or none, but nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 1\r\n\r\n{}",
                CHUNKED + "1\r\n{}\r\n0\r\n\r\n",
                OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                OK + "Content-Length: 2\r\nContent-Length: 1\r\n\r\n{}",
                OK + "Content-Length: 1, 2\r\n\r\n{}",
                OK + "Content-Length: -1\r\n\r\n{}",
                OK + "Content-Length: -9223372036854775808\r\n\r\n{}",
                OK + "Content-Length: many\r\n\r\n{}",
                OK + "Content-Length: 99999999999999999999\r\n\r\n{}",
                OK + "Content-Length: 0x2\r\n\r\n{}",
                OK + "Content-Length:\r\n\r\n{}",
                OK + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\n\r\n{}",
                OK + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"
            })
    void readsAnAmbiguousAnswerInOneWayOrNone(String raw) throws Exception {
        HttpResponse response = closedAfter(raw);
        if (response != null) {
            assertThat(raw).contains(" " + response.status() + " ");
            assertThat(response.text()).isIn("", "{", "{}", "2\r\n{}\r\n0\r\n\r\n", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void followsNoRedirectElsewhere(int status) throws Exception {
        try (var elsewhere = new HostileServer(NOTHING, peer -> peer.say(OK + "Content-Length: 2\r\n\r\n{}"))) {
            Answer redirect = peer -> peer.say("HTTP/1.1 " + status + " Moved\r\nLocation: " + elsewhere.origin()
                    + "/\r\nRefresh: 0; url=" + elsewhere.origin() + "\r\nAlt-Svc: h2=\""
                    + elsewhere.origin().substring(7)
                    + "\"\r\nContent-Length: 0\r\n\r\n");
            try (var server = new HostileServer(NOTHING, redirect)) {
                try (var transport = create(ENOUGH)) {
                    HttpResponse response = answerOrFailure(transport, server, ENOUGH);
                    assertThat(response == null ? status : response.status()).isEqualTo(status);
                }
                assertThat(server.heads()).hasSize(1);
                assertThat(elsewhere.heads()).as("nothing reaches another host").isEmpty();
            }
        }
    }

    @Test
    void survivesAnAnswerBeforeTheRequest() throws Exception {
        Answer early = peer -> peer.say(OK + "Content-Length: 2\r\n\r\n{}");
        try (var server = new HostileServer(early, peer -> peer.leave())) {
            try (var transport = create(ENOUGH)) {
                HttpResponse response = answerOrNothing(transport, server, "/v1/again");
                assertThat(response == null ? "{}" : response.text()).isEqualTo("{}");
            }
            assertThat(server.heads()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** How a second answer may come in on a connection that is kept. */
    @SuppressWarnings("ImmutableEnumChecker") // answers are lambdas
    enum Second {
        IN_THE_SAME_BREATH("", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"),
        AFTER_CHUNKS("chunked", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"),
        OF_A_HEAD_ONLY("", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"),
        AS_A_BODY_OF_204("204", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");

        private final String first;
        private final String poison;

        Second(String first, String poison) {
            this.first = first;
            this.poison = poison;
        }

        private String raw() {
            return switch (first) {
                case "chunked" -> CHUNKED + "5\r\nfirst\r\n0\r\n\r\n" + poison;
                case "204" -> "HTTP/1.1 204 No Content\r\n\r\n" + poison;
                default -> OK + "Content-Length: 5\r\n\r\nfirst" + poison;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoAnswerForThatOfTheNextRequest(Second kind) throws Exception {
        Answer first = peer -> peer.say(kind.raw());
        assertNotPoisoned(first, false);
    }

    /** The second answer comes alone, after the first has been read. */
    @Test
    void takesNoAnswerThatCameWhileTheConnectionWasIdle() throws Exception {
        assertNotPoisoned(
                peer -> {
                    peer.say(OK + "Content-Length: 5\r\n\r\nfirst");
                    peer.sayWhenTold(Second.IN_THE_SAME_BREATH.poison);
                },
                true);
    }

    private void assertNotPoisoned(Answer first, boolean later) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Answer poisoned = peer -> {
            if (requests.incrementAndGet() == 1) {
                first.to(peer);
            } else {
                peer.say(OK + "Content-Length: 6\r\n\r\nsecond");
            }
        };
        try (var server = new HostileServer(NOTHING, poisoned)) {
            try (var transport = create(ENOUGH)) {
                answerOrFailure(transport, server, ENOUGH);
                if (later) {
                    server.tell();
                }
                for (int i = 0; i < 3; i++) {
                    HttpResponse next = answerOrNothing(transport, server, "/v1/again-" + i);
                    assertThat(next == null ? "second" : next.text()).isEqualTo("second");
                }
            }
            assertThat(server.heads()).hasSizeLessThanOrEqualTo(4);
        }
    }

    /** The status line's words are nobody's: they are in no answer, and where a failure quotes them, callers mask. */
    @Test
    void keepsTheWordsOfTheStatusLineOutOfTheAnswer() throws Exception {
        HttpResponse response = closedAfter("HTTP/1.1 403 " + SECRET + "\r\nContent-Length: 0\r\n\r\n");
        if (response != null) {
            assertThat(response.toString() + response.headers() + response.text())
                    .doesNotContain(SECRET);
        }
    }

    private @Nullable HttpResponse closedAfter(String raw) throws Exception {
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

    private static @Nullable IOException failure(HttpTransport transport, HostileServer server, Duration timeout)
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

    private static @Nullable HttpResponse answerOrFailure(
            HttpTransport transport, HostileServer server, Duration timeout) throws InterruptedException {
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
    private static @Nullable HttpResponse answerOrNothing(HttpTransport transport, HostileServer server, String path)
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

    private static HttpRequest request(HostileServer server, Duration timeout) {
        return TransportContract.request("POST", server.origin(), "{\"order\":1}", timeout);
    }

    /** 64 MiB in 64 KiB. */
    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 64; i++) {
                zip.write(block);
            }
        }
        return out.toByteArray();
    }
}
