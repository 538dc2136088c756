package io.github.iothubsdk.testkit.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A service on bare sockets that answers as it likes, and counts requests and the bytes that its client took. */
final class HostileServer implements AutoCloseable {

    /** How it answers a request, or, by its name, a connection. */
    @FunctionalInterface
    interface Answer {
        void to(Peer peer) throws IOException;
    }

    /** One connection, seen from the server. */
    final class Peer {
        private final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Sends one char as one byte. */
        void say(String raw) throws IOException {
            say(raw.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] raw) throws IOException {
            socket.getOutputStream().write(raw);
            taken.addAndGet(raw.length);
        }

        /** Repeats it until so many bytes were taken, or the client has gone. */
        void repeat(String unit, long bytes) throws IOException {
            byte[] block = unit.repeat(Math.max(1, (64 << 10) / unit.length())).getBytes(StandardCharsets.ISO_8859_1);
            for (long sent = 0; sent < bytes; sent += block.length) {
                say(block);
            }
        }

        /** One unit every few milliseconds until the client has gone, or the server is closed. */
        void drip(String unit) throws IOException {
            try {
                while (!closing.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                    say(unit);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Sends it once the test says so. */
        void sayWhenTold(String raw) throws IOException {
            try {
                told.await();
                say(raw);
                said.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Closes at once. */
        void leave() throws IOException {
            socket.close();
        }

        /** True when a whole head came in; its body is left where it is. */
        boolean hears() throws IOException {
            StringBuilder head = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.append((char) next);
                if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                    heads.add(head.toString());
                    in.skipNBytes(RawServer.length(head.toString()));
                    return true;
                }
            }
            return false;
        }
    }

    private static final long DRIP_MILLIS = 10;

    private final ServerSocket listener;
    private final Answer onAccept;
    private final Answer onRequest;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicLong taken = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch said = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    HostileServer(Answer onAccept, Answer onRequest) {
        this.onAccept = onAccept;
        this.onRequest = onRequest;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The heads of requests that arrived; certain once the client and the server are closed. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** The bytes that the client's side took, what waits in the kernel's buffers with them. */
    long taken() {
        return taken.get();
    }

    /** Waits until every answer under way has ended, because it was whole or the client has gone. */
    boolean everyAnswerEnds() throws InterruptedException {
        for (Thread thread : threads.subList(1, threads.size())) {
            thread.join(20_000);
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Lets what waits to be said be said, and comes back when it was. */
    void tell() throws InterruptedException {
        told.countDown();
        if (!said.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was said");
        }
    }

    @Override
    public void close() {
        told.countDown();
        closing.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> converse(socket));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            Peer peer = new Peer(socket);
            onAccept.to(peer);
            while (peer.hears()) {
                onRequest.to(peer);
            }
        } catch (IOException e) {
            // the client went away, or the answer was to leave
        }
    }
}
