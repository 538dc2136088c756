package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link HttpTransport} must survive of a service that means harm: extend it, and say how yours is made.
 *
 * <p>Each case ends in the answer or an {@code IOException} that does not deny the sending, within the request's
 * timeout; takes a bounded number of bytes; and sends one copy of the request, to the host that it was meant for. Its parts
 * are the classes it extends: answers without an end, answers that mislead; and here, broken and ambiguous ones.
 */
@Timeout(60)
public abstract class HostileServiceConformance extends MisleadingAnswerContract {

    private static final String SECRET = "JDCLOUD2-HMAC-SHA256 Credential=canary";

    /** For the subclass, which JUnit makes. */
    protected HostileServiceConformance() {}

    /** A new transport of the kind that is tested; each case closes what it made. */
    @Override
    protected abstract HttpTransport create(Duration connectTimeout);

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

    /** The status line's words are nobody's: they are in no answer, and where a failure quotes them, callers mask. */
    @Test
    void keepsTheWordsOfTheStatusLineOutOfTheAnswer() throws Exception {
        HttpResponse response = closedAfter("HTTP/1.1 403 " + SECRET + "\r\nContent-Length: 0\r\n\r\n");
        if (response != null) {
            assertThat(response.toString() + response.headers() + response.text())
                    .doesNotContain(SECRET);
        }
    }
}
