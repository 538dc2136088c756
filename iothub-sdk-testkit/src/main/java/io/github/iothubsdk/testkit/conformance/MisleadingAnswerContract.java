package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.testkit.conformance.HostileServer.Answer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that lead elsewhere, come early, or wait on a connection for the next request. */
abstract class MisleadingAnswerContract extends EndlessAnswerContract {

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
}
