package io.github.iothubsdk.testkit.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on bare sockets that keeps the requests that arrive and reacts to each as told. */
final class RawServer implements AutoCloseable {

    /** What to do on a connection, before anything was read from it or after a request. */
    @FunctionalInterface
    interface Reaction {
        void on(Socket socket) throws IOException;

        /** Sends these characters as they are. */
        static Reaction answer(String raw) {
            return socket -> {
                socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            };
        }

        /** A whole answer, after which the connection stays open. */
        static Reaction answer(String statusAndHeaders, String body) {
            return answer("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        default Reaction then(Reaction next) {
            return socket -> {
                on(socket);
                next.on(socket);
            };
        }
    }

    /** A request whose body has come whole; one char of the head is one byte. */
    @SuppressWarnings("ArrayRecordComponent") // bytes to look at, never compared as a record
    record Request(String head, byte[] body) {

        String method() {
            return head.substring(0, head.indexOf(' '));
        }

        /** The values of a header, in the order in which they came. */
        List<String> values(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .toList();
        }
    }

    static final Reaction NOTHING = socket -> {};
    static final Reaction CLOSE = Socket::close;
    static final Reaction SHUT_OUTPUT = Socket::shutdownOutput;
    static final Reaction RESET = socket -> {
        socket.setSoLinger(true, 0);
        socket.close();
    };

    /** Does nothing for a while. */
    static Reaction pause(Duration pause) {
        return socket -> {
            try {
                boolean unused = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Waits until the other side ends the connection; once this has passed, ends it here. */
    static Reaction untilLeft(Duration atMost) {
        return socket -> {
            socket.setSoTimeout((int) atMost.toMillis());
            socket.getInputStream().read();
            socket.close();
        };
    }

    private final ServerSocket listener;
    private final Reaction onAccept;
    private final Function<Request, Reaction> onRequest;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    RawServer(Reaction onAccept, Reaction onRequest) {
        this(onAccept, request -> onRequest);
    }

    private RawServer(Reaction onAccept, Function<Request, Reaction> onRequest) {
        this.onAccept = onAccept;
        this.onRequest = onRequest;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static RawServer reacting(Reaction onRequest) {
        return new RawServer(NOTHING, onRequest);
    }

    /** One that reacts to each request in its own way. */
    static RawServer choosing(Function<Request, Reaction> onRequest) {
        return new RawServer(NOTHING, onRequest);
    }

    String origin() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** The heads that arrived; certain once the server is closed, or the reaction to the request was seen. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** The requests that arrived whole; certain when {@link #heads} are. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until the other side has closed every connection, without closing any here. */
    boolean everyConnectionEnds() throws InterruptedException {
        for (Thread thread : threads.subList(1, threads.size())) {
            thread.join(5_000);
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Stops listening and waits until all connections have ended; close the client first. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                start(() -> converse(socket));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            onAccept.on(socket);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                byte[] body = in.readNBytes(length(head));
                if (body.length < length(head)) {
                    return; // the other side went away
                }
                Request request = new Request(head, body);
                requests.add(request);
                onRequest.apply(request).on(socket);
            }
        } catch (IOException e) {
            // the other side went away, or the reaction closed the socket
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }
}
