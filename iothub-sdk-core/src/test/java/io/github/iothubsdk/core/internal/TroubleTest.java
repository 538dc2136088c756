package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleTest {

    private static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new NotSentException("x", new UnknownHostException("x")), "unknown host vpc.example"),
                Arguments.of(new UnknownHostException(), "unknown host vpc.example"),
                Arguments.of(
                        because(new ConnectException(), new UnresolvedAddressException()), "unknown host vpc.example"),
                Arguments.of(
                        because(new ConnectException(), new ClosedChannelException()), "no connection was accepted"),
                Arguments.of(new NotSentException("null", new ConnectException("refused")), "refused"),
                Arguments.of(new NotSentException("null", new ConnectException()), "no connection was accepted"),
                Arguments.of(
                        new NotSentException("ConnectException", new ConnectException()), "no connection was accepted"),
                Arguments.of(new SSLHandshakeException("no trust"), "no trust"),
                Arguments.of(
                        new NotSentException("x", new SSLException("Unsupported or unrecognized SSL message")),
                        "it does not speak TLS: was http:// meant, and not https://?"),
                Arguments.of(new IOException(new IOException("inner")), "inner"),
                Arguments.of(new IOException(), "the connection failed"));
    }

    private static IOException because(IOException thrown, Throwable cause) {
        thrown.initCause(cause);
        return thrown;
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void tellsTheRoot(IOException thrown, String words) {
        assertThat(Trouble.of(thrown, "vpc.example:8080")).isEqualTo(words);
    }
}
