package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.HostileServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without an end: a bounded number of bytes is taken, in a bounded time. */
abstract class EndlessAnswerContract extends HostileServiceContract {

    private static final long ENDLESS = 100 << 20;

    /** What may be taken of an endless answer: twice the largest body, and what the kernel keeps for both sides. */
    private static final long MOST_TAKEN = 2L * HttpTransport.MOST_BYTES + (24 << 20);

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
