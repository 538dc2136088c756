package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What is wrong with a transport that is right in most of what it does: a way to send by a right one. */
@SuppressWarnings("ImmutableEnumChecker") // ways to send are lambdas
enum SubtleFlaw {
    GIVES_UP_BEFORE_THE_TIMEOUT(() -> (right, request) -> right.send(in(request, min(request.timeout(), Its.OWN)))),
    SENDS_AGAIN_WHAT_TAKES_LONG(() -> SubtleFlaw::sendTwiceWhenSlow),
    SENDS_AGAIN_AFTER_A_REFUSAL(() -> (right, request) -> {
        HttpResponse answer = right.send(request);
        return Its.REFUSALS.contains(answer.status()) ? right.send(request) : answer;
    }),
    SENDS_AGAIN_WHAT_IT_CANNOT_READ(() -> (right, request) -> {
        HttpResponse answer = right.send(request);
        return answer.status() == 200 && answer.text().startsWith("<") ? right.send(request) : answer;
    }),
    TAKES_EARLY_HINTS_FOR_THE_ANSWER(() -> (right, request) -> firstHead(request)),
    DENIES_WHAT_IS_LARGE(() -> SubtleFlaw::denyWhatIsLarge),
    ANSWERS_FROM_A_CACHE(SubtleFlaw::caching),
    SHARES_WHAT_IS_UNDER_WAY(SubtleFlaw::sharing),
    WAITS_LONGER_FOR_WHAT_IS_LARGE(() ->
            (right, request) -> right.send(in(request, isLarge(request) ? Duration.ofMinutes(5) : request.timeout()))),
    CUTS_WHAT_IS_LARGE(() -> (right, request) -> right.send(with(
            request,
            request.path(),
            request.headers(),
            isLarge(request) ? Arrays.copyOf(request.body(), 65_536) : request.body()))),
    COLLAPSES_SPACES(() -> (right, request) -> right.send(withHeaders(
            request,
            request.headers().stream()
                    .map(header -> new Header(header.name(), header.value().replaceAll(" +", " ")))
                    .toList()))),
    DROPS_HEADERS_THAT_IT_DOES_NOT_KNOW(() -> (right, request) -> right.send(withHeaders(
            request,
            request.headers().stream()
                    .filter(header ->
                            Its.KNOWN.contains(header.name()) || header.name().startsWith("x-jdcloud-"))
                    .toList()))),
    ROUNDS_THE_STATUS(() -> (right, request) -> {
        HttpResponse answer = right.send(request);
        boolean odd = answer.status() > 200 && answer.status() < 300 && answer.status() != 204;
        return odd ? new HttpResponse(200, answer.headers(), answer.body()) : answer;
    }),
    RESOLVES_DOTS(() -> (right, request) -> right.send(
            with(request, URI.create(request.path()).normalize().toString(), request.headers(), request.body())));

    /** How it sends, by a transport that is right. */
    @FunctionalInterface
    interface Way {
        HttpResponse send(HttpTransport right, HttpRequest request) throws IOException, InterruptedException;
    }

    /** What the flaws above are made of. */
    private static final class Its {
        static final Duration OWN = Duration.ofMillis(1_500);
        static final int LARGE = 60_000;
        static final Set<Integer> REFUSALS = Set.of(403, 413, 417, 501, 507);
        static final Set<String> KNOWN = Set.of("content-type", "user-agent", "authorization", "x-twice");
    }

    private final Supplier<Way> way;

    SubtleFlaw(Supplier<Way> way) {
        this.way = way;
    }

    HttpTransport transport(Duration connectTimeout) {
        HttpTransport right = HttpTransports.jdk(connectTimeout);
        Way sends = way.get();
        return new HttpTransport() {
            @Override
            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                return sends.send(right, request);
            }

            @Override
            public void close() {
                right.close();
            }
        };
    }

    private static boolean isLarge(HttpRequest request) {
        return request.body().length > Its.LARGE;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static HttpRequest with(HttpRequest request, String path, List<Header> headers, byte[] body) {
        return new HttpRequest(
                request.method(),
                request.origin(),
                path,
                request.query(),
                headers,
                body,
                request.service(),
                request.region(),
                request.timeout());
    }

    private static HttpRequest withHeaders(HttpRequest request, List<Header> headers) {
        return with(request, request.path(), headers, request.body());
    }

    private static HttpRequest in(HttpRequest request, Duration timeout) {
        return new HttpRequest(
                request.method(),
                request.origin(),
                request.path(),
                request.query(),
                request.headers(),
                request.body(),
                request.service(),
                request.region(),
                timeout);
    }

    /** A read time-out of its own; what is lost by it is sent again, within the request's time-out. */
    private static HttpResponse sendTwiceWhenSlow(HttpTransport right, HttpRequest request)
            throws IOException, InterruptedException {
        if (request.timeout().compareTo(Its.OWN) <= 0) {
            return right.send(request);
        }
        try {
            return right.send(in(request, Its.OWN));
        } catch (IOException e) {
            if (e instanceof NotSentException || !String.valueOf(e.getMessage()).contains("time")) {
                throw e;
            }
            return right.send(in(request, request.timeout().minus(Its.OWN)));
        }
    }

    private static HttpResponse denyWhatIsLarge(HttpTransport right, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return right.send(request);
        } catch (IOException e) {
            if (isLarge(request)) {
                throw new NotSentException("the body could not be written", e);
            }
            throw e;
        }
    }

    private static Way caching() {
        Map<String, HttpResponse> kept = new ConcurrentHashMap<>();
        return (right, request) -> {
            HttpResponse known = request.method().equals("GET") ? kept.get(request.url()) : null;
            if (known != null) {
                return known;
            }
            HttpResponse answer = right.send(request);
            if (answer.header("cache-control").orElse("").contains("max-age")) {
                kept.put(request.url(), answer);
            }
            return answer;
        };
    }

    private static Way sharing() {
        Map<String, CompletableFuture<HttpResponse>> underWay = new ConcurrentHashMap<>();
        return (right, request) -> {
            CompletableFuture<HttpResponse> own = new CompletableFuture<>();
            CompletableFuture<HttpResponse> other =
                    request.method().equals("GET") ? underWay.putIfAbsent(request.url(), own) : null;
            try {
                if (other != null) {
                    return other.get();
                }
                own.complete(right.send(request));
                return own.get();
            } catch (ExecutionException e) {
                throw new IOException(e);
            } finally {
                underWay.remove(request.url(), own);
                own.cancel(false);
            }
        };
    }

    /** On a connection of its own, of whose answer it reads the first head, and the body that this has. */
    private static HttpResponse firstHead(HttpRequest request) throws IOException {
        URI url = URI.create(request.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write((request.method() + " " + request.path() + " HTTP/1.1\r\nHost: " + request.host()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            int status = Integer.parseInt(String.valueOf(in.readLine()).split(" ", 3)[1]);
            return new HttpResponse(status, Map.of(), new byte[0]);
        }
    }
}
