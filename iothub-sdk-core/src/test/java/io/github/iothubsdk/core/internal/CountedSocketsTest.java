package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CountedSocketsTest {

    /** A system gives one local port to connections to several servers at once. */
    @Test
    @Timeout(30)
    void tellsConnectionsOfOneLocalPortApart() throws Exception {
        var sockets = new CountedSockets();
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 9, here);
                ServerSocket other = new ServerSocket(0, 9, here);
                Socket toOne = sockets.createSocket();
                Socket toOther = sockets.createSocket()) {
            toOne.setReuseAddress(true);
            toOther.setReuseAddress(true);
            toOne.bind(null);
            toOne.connect(one.getLocalSocketAddress(), 10_000);
            toOther.bind(toOne.getLocalSocketAddress());
            toOther.connect(other.getLocalSocketAddress(), 10_000);
            sockets.requireUnspoilt(toOne);
            try (Socket peer = one.accept()) {
                peer.getOutputStream().write("HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII));
                while (toOne.getInputStream().available() == 0) {
                    Thread.onSpinWait();
                }
                assertThat(catchThrowableOfType(IOException.class, () -> sockets.requireUnspoilt(toOne)))
                        .isNotNull();
            }
        }
    }

    /** Such as those of a caller's client that speaks to a Unix domain socket. */
    @Test
    void takesNoNoticeOfSocketsWithoutAddresses() throws IOException {
        var sockets = new CountedSockets();
        try (Socket without = new Socket()) {
            assertThat(without.getLocalSocketAddress()).isNull();
            assertThat(sockets.counts(without)).isFalse();
            sockets.requireUnspoilt(without);
        }
    }
}
