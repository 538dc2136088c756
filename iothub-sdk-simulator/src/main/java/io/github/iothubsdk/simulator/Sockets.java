package io.github.iothubsdk.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Remembers the accepted sockets in order, so that one of them can be reset rather than closed. */
final class Sockets extends ServerSocketFactory {
    /** The default of 50 would make a burst of clients wait a second for their second SYN. */
    private static final int BACKLOG = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<WeakReference<Socket>> accepted = new ArrayList<>();
    private final HostNames names;

    Sockets(HostNames names) {
        this.names = names;
    }

    /** Makes the close of a connection a TCP reset: lingering for no time discards what is unsent. */
    void resetOnClose(int connection) {
        lock.lock();
        try {
            Socket socket = accepted.get(connection).get();
            if (socket != null) {
                socket.setSoLinger(true, 0);
            }
        } catch (SocketException closedAlready) {
            accepted.get(connection).clear();
        } finally {
            lock.unlock();
        }
    }

    private Socket remember(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        lock.lock();
        try {
            accepted.add(new WeakReference<>(socket));
            return socket;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public void bind(SocketAddress endpoint, int backlog) throws IOException {
                super.bind(endpoint, BACKLOG);
            }

            @Override
            public Socket accept() throws IOException {
                Guarded socket = new Guarded(names);
                implAccept(socket);
                return remember(socket);
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    /** A socket whose requests come through the {@link Door}. */
    private static final class Guarded extends Socket {
        private final HostNames names;
        private final ReentrantLock opening = new ReentrantLock();
        private @Nullable Door door;

        Guarded(HostNames names) {
            this.names = names;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            opening.lock();
            try {
                Door known = door;
                if (known == null) {
                    known = new Door(this, super.getInputStream(), names);
                    door = known;
                }
                return known;
            } finally {
                opening.unlock();
            }
        }
    }
}
