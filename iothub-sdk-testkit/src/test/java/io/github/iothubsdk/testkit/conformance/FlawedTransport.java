package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The SDK's own transport on the JDK's client, right but for the flaw that it is told to have. */
final class FlawedTransport implements HttpTransport {

    enum Flaw {
        SENDS_AGAIN_AFTER_503,
        SENDS_AGAIN_AFTER_A_BUSY_ANSWER,
        SENDS_AGAIN_WHEN_A_KEPT_CONNECTION_IS_LOST,
        SAYS_NOT_SENT_WHEN_A_KEPT_CONNECTION_IS_LOST,
        SENDS_OTHER_BYTES,
        SIGNS_BY_ITSELF,
        KEEPS_COOKIES,
        MIXES_ANSWERS,
        SENDS_ONE_AT_A_TIME,
        FORGETS_AN_INTERRUPT,
        TAKES_THREE_TIMES_AS_LONG
    }

    private static final Set<Integer> BUSY = Set.of(409, 425, 429, 500, 502, 504);

    private final HttpTransport right;
    private final Flaw flaw;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable HttpResponse last;

    FlawedTransport(Duration connectTimeout, Flaw flaw) {
        right = HttpTransports.jdk(connectTimeout);
        this.flaw = flaw;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        return switch (flaw) {
            case SENDS_AGAIN_AFTER_503 -> sendAgainAfter(Set.of(503), request);
            case SENDS_AGAIN_AFTER_A_BUSY_ANSWER -> sendAgainAfter(BUSY, request);
            case SENDS_AGAIN_WHEN_A_KEPT_CONNECTION_IS_LOST, SAYS_NOT_SENT_WHEN_A_KEPT_CONNECTION_IS_LOST ->
                sendOnWhatIsKept(request);
            case SENDS_OTHER_BYTES ->
                right.send(with(
                        request,
                        new String(request.body(), StandardCharsets.ISO_8859_1)
                                .toLowerCase(Locale.ROOT)
                                .getBytes(StandardCharsets.ISO_8859_1),
                        request.timeout()));
            case SIGNS_BY_ITSELF -> right.send(request.with(List.of(new Header("authorization", "Basic bWU6bWU="))));
            case KEEPS_COOKIES -> sendWithCookies(request);
            case MIXES_ANSWERS -> sendByOneField(request);
            case SENDS_ONE_AT_A_TIME -> sendInTurn(request);
            case FORGETS_AN_INTERRUPT -> {
                Thread.interrupted();
                yield right.send(request);
            }
            case TAKES_THREE_TIMES_AS_LONG ->
                right.send(with(request, request.body(), request.timeout().multipliedBy(3)));
        };
    }

    private static HttpRequest with(HttpRequest request, byte[] body, Duration timeout) {
        return new HttpRequest(
                request.method(),
                request.origin(),
                request.path(),
                request.query(),
                request.headers(),
                body,
                request.service(),
                request.region(),
                timeout);
    }

    private HttpResponse sendAgainAfter(Set<Integer> statuses, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse first = right.send(request);
        return statuses.contains(first.status()) ? right.send(request) : first;
    }

    /** As many clients do: a connection that was used before and fails is taken for one that had been closed before. */
    private HttpResponse sendOnWhatIsKept(HttpRequest request) throws IOException, InterruptedException {
        boolean kept = used.contains(request.origin());
        try {
            HttpResponse answer = right.send(request);
            used.add(request.origin());
            return answer;
        } catch (IOException e) {
            boolean late = String.valueOf(e.getMessage()).contains("in time");
            if (!kept || late || e instanceof NotSentException) {
                throw e;
            }
            if (flaw == Flaw.SENDS_AGAIN_WHEN_A_KEPT_CONNECTION_IS_LOST) {
                return right.send(request);
            }
            throw new NotSentException("the connection was stale", e);
        }
    }

    private HttpResponse sendWithCookies(HttpRequest request) throws IOException, InterruptedException {
        String cookie = cookies.get(request.origin());
        HttpResponse answer =
                right.send(cookie == null ? request : request.with(List.of(new Header("cookie", cookie))));
        answer.header("set-cookie").ifPresent(value -> cookies.put(request.origin(), value));
        return answer;
    }

    private HttpResponse sendByOneField(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse own = right.send(request);
        last = own;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        HttpResponse answer = last;
        return answer == null ? own : answer;
    }

    private HttpResponse sendInTurn(HttpRequest request) throws IOException, InterruptedException {
        turn.lock();
        try {
            return right.send(request);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        right.close();
    }
}
