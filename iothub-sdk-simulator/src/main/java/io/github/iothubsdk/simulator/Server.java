package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.Exchange.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.ByteString;
import okio.Utf8;

/** The HTTP side: hands requests to who answers them and does to the connection what the reply says. */
final class Server extends Dispatcher {
    /** Held here because the logging framework forgets loggers that nobody holds; it would log every request, and every connection that a client gives up. */
    private static final Logger NOISE = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer http = new MockWebServer();
    private final Sockets sockets;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Settings settings;
    private final Function<Request, Reply> answers;

    static {
        NOISE.setLevel(Level.SEVERE);
    }

    /**
     * Where it listens.
     *
     * @param port 0 for a free one
     * @param everywhere on every interface of the machine, and not on the loopback one alone
     */
    record Place(int port, boolean everywhere) {
        InetAddress address() throws IOException {
            byte first = (byte) (everywhere ? 0 : 127);
            return InetAddress.getByAddress("127.0.0.1", new byte[] {first, 0, 0, (byte) (everywhere ? 0 : 1)});
        }
    }

    private Server(Settings settings, Function<Request, Reply> answers) {
        this.settings = settings;
        this.answers = answers;
        sockets = new Sockets(settings.hosts());
    }

    /** Starts on the loopback interface, or on all of them. */
    static Server start(Settings settings, Function<Request, Reply> answers, Place place) {
        Server server = new Server(settings, answers);
        server.http.setServerSocketFactory(server.sockets);
        server.http.setDispatcher(server);
        try {
            server.http.start(place.address(), place.port());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot listen on port " + place.port() + ": " + failure.getMessage(), failure);
        }
        return server;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getPort());
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        // MockWebServer queues every request for takeRequest(); unread, the queue would grow for ever.
        http.takeRequest(0, TimeUnit.NANOSECONDS);
        Reply reply = answers.apply(request(recorded));
        Instant now = settings.clock().instant();
        if (!reply.delay().isZero() && closing.await(reply.delay().toNanos(), TimeUnit.NANOSECONDS)) {
            return response(reply.ending(Ending.CLOSE), now, recorded);
        }
        return response(reply, now, recorded);
    }

    private static Request request(RecordedRequest recorded) {
        Map<String, String> headers = new HashMap<>();
        Headers raw = recorded.getHeaders();
        for (int i = 0; i < raw.size(); i++) {
            headers.merge(raw.name(i).toLowerCase(Locale.ROOT), raw.value(i), Request::join);
        }
        ByteString body = recorded.getBody();
        return new Request(recorded.getMethod(), recorded.getTarget(), headers, body == null ? ByteString.EMPTY : body);
    }

    private MockResponse response(Reply reply, Instant now, RecordedRequest recorded) {
        if (reply.ending() == Ending.RESET) {
            sockets.resetOnClose(recorded.getConnectionIndex());
        }
        if (reply.ending() != Ending.ANSWER) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        MockResponse.Builder response = new MockResponse.Builder().code(reply.status());
        body(reply, recorded.getMethod(), response);
        reply.headers(now, settings).forEach(header -> response.addHeader(header.name(), header.value()));
        if (isLast(recorded)) {
            response.addHeader("Connection", "close").onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE);
        }
        return response.build();
    }

    /** What has no body says how long it would be only in answer to HEAD, and a client waits for nothing more. */
    private static void body(Reply reply, String method, MockResponse.Builder response) {
        if (reply.feed() != null) {
            response.body(reply.feed()).removeHeader("Content-Length").setHeader("Transfer-Encoding", "chunked");
        } else if (reply.hasBody(method)) {
            response.body(reply.body());
        } else if (reply.hasBody("GET")) {
            response.setHeader("Content-Length", Utf8.size(reply.body()));
        } else if (reply.status() != 205) {
            response.removeHeader("Content-Length");
        }
    }

    /** Whoever speaks HTTP/1.0, or says so, reads to the end of the connection. */
    private static boolean isLast(RecordedRequest recorded) {
        return recorded.getVersion().equals("HTTP/1.0")
                || recorded.getHeaders().values("Connection").stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    /** Ends the stalls first: the HTTP server waits for its threads and gives up after five seconds. */
    @Override
    public void close() {
        if (closing.getCount() > 0) {
            closing.countDown();
            http.close();
        }
    }
}
