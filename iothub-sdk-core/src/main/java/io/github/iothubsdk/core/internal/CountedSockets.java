package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpTransport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that count what each call receives, below HTTP and TLS, where no framing can hide it. Thread-safe.
 *
 * <p>So that no answer is without bound, whatever it is made of, and that none is taken which was there before its
 * request. Counts for the call for which OkHttp is at work in the thread that reads.
 */
@SuppressWarnings("AddressSelection") // OkHttp connects by itself; others choose as Socket does
final class CountedSockets extends SocketFactory {

    /** The most that is received for one call, in bytes: a body in chunks of one byte is six times as long. */
    static final long MOST = 2L * HttpTransport.MOST_BYTES;

    private final Map<Ends, Counted> open = new ConcurrentHashMap<>();

    /** Of a connection, and of TLS that stands on it. One local port may lead to several servers at once. */
    private record Ends(
            @Nullable SocketAddress local, @Nullable SocketAddress remote) {
        static Ends of(Socket socket) {
            return new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
        }

        /** By hand, since a record's own takes its time at a first call. A caller's sockets may have no address. */
        @Override
        public int hashCode() {
            return Objects.hashCode(local) * 31 + Objects.hashCode(remote);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ends ends
                    && Objects.equals(ends.local, local)
                    && Objects.equals(ends.remote, remote);
        }
    }

    /** Whether it is one of these, or stands on one. */
    boolean counts(Socket connection) {
        return open.containsKey(Ends.of(connection));
    }

    /**
     * Refuses one of these that was used before, and on which something has come in that nobody has asked for.
     *
     * @throws IOException when it is so
     */
    void requireUnspoilt(Socket connection) throws IOException {
        Counted socket = open.get(Ends.of(connection));
        if (socket != null && socket.spoilt()) {
            throw new IOException("the connection holds what nobody asked for");
        }
    }

    private static void add(int bytes) throws IOException {
        OneSend call = OneSend.current();
        if (call != null && bytes > 0 && call.receive(bytes) > MOST) {
            throw new IOException("more than " + MOST + " bytes came in for one answer");
        }
    }

    @Override
    public Socket createSocket() {
        return new Counted();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
        Socket socket = new Counted();
        socket.bind(local);
        socket.connect(remote);
        return socket;
    }

    private final class Counted extends Socket {
        private volatile @Nullable Ends known;
        private volatile boolean used;

        @Override
        public void connect(SocketAddress remote, int timeout) throws IOException {
            super.connect(remote, timeout);
            Ends ends = Ends.of(this);
            known = ends;
            open.put(ends, this);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int next = super.read();
                    add(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int from, int most) throws IOException {
                    int got = super.read(bytes, from, most);
                    add(got);
                    return got;
                }
            };
        }

        /** On a new connection TLS may have sent its tickets already. */
        boolean spoilt() throws IOException {
            boolean before = used;
            used = true;
            return before && super.getInputStream().available() > 0;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what is done here needs no lock
        public void close() throws IOException {
            Ends ends = known;
            if (ends != null) {
                open.remove(ends, this);
            }
            super.close();
        }
    }
}
