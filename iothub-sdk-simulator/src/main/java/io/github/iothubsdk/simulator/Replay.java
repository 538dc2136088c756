package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.Exchange.Ending;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers on a loopback port what a recording holds, each answer once, and nothing else.
 *
 * <p>A call gets the next answer to a call of its service, method, path and page that nobody has had yet; the rest of its
 * query and its body do not matter. Ids in paths are those of the recording, which are not the real ones. A call that
 * had no answer has its connection closed. Once there is none left, it is answered 501 NOT_IMPLEMENTED, and told in {@link
 * #missed}. Signatures are not checked, as the keys are not in the file; a call without an Authorization header is answered
 * 401. The Date header is the clock's, and an answer whose words were not recorded has as many letters in their place.
 * Thread-safe.
 */
public final class Replay implements AutoCloseable {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,\\s]+/\\d{8}/[^/,\\s]+/([^/,\\s]+)/");
    /** A client that asks for ever fills no memory. */
    private static final int MOST_MISSED = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Numbered> left = new LinkedHashSet<>();
    private final Map<Asked, List<Numbered>> byRequest = new HashMap<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> warnings;
    private final String dialect;
    private final Consumer<String> onMissed;
    private final Ids ids;
    private final Server server;

    private record Numbered(int number, Recorded exchange) {}

    private Replay(Settings settings, Recording recording, Server.Place place, Consumer<String> onMissed) {
        this.onMissed = onMissed;
        ids = new Ids(settings.seed());
        warnings = recording.warnings();
        dialect = recording.dialect();
        for (Recorded exchange : recording.exchanges()) {
            Numbered numbered = new Numbered(left.size(), exchange);
            left.add(numbered);
            byRequest
                    .computeIfAbsent(exchange.asked(), asked -> new ArrayList<>())
                    .add(numbered);
        }
        server = Server.start(settings, this::answer, place);
    }

    static Replay listening(Settings settings, Recording recording, Server.Place place, Consumer<String> onMissed) {
        return new Replay(settings, recording, place, onMissed);
    }

    private Reply answer(Request request) {
        String requestId = requestId();
        try {
            String authorization = request.header("Authorization");
            if (authorization == null) {
                throw ApiError.unsigned();
            }
            Asked asked = Asked.of(request);
            Recorded next = take(asked, authorization);
            return next == null ? miss(asked.said(request.rawPath()), requestId) : again(next, requestId);
        } catch (ApiError refused) {
            return Reply.error(requestId, refused.httpStatus(), refused.error());
        }
    }

    private String requestId() {
        lock.lock();
        try {
            return ids.requestId();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Recorded take(Asked asked, String authorization) {
        Matcher scope = SCOPE.matcher(authorization);
        String service = scope.find() ? scope.group(1) : null;
        lock.lock();
        try {
            List<Numbered> candidates = byRequest.getOrDefault(asked, new ArrayList<>());
            for (Numbered candidate : candidates) {
                if (service == null || service.equals(candidate.exchange.service())) {
                    candidates.remove(candidate);
                    left.remove(candidate);
                    return candidate.exchange;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static Reply again(Recorded exchange, String requestId) {
        Recorded.Answer answer = exchange.answer();
        return answer == null ? Reply.result(requestId, null).ending(Ending.CLOSE) : answer.reply(requestId);
    }

    private Reply miss(String call, String requestId) {
        String message = "the recording has no more answers for " + call;
        lock.lock();
        try {
            if (missed.size() < MOST_MISSED) {
                missed.add(message);
            }
        } finally {
            lock.unlock();
        }
        onMissed.accept(message);
        ApiError none = new ApiError(501, "NOT_IMPLEMENTED", message);
        return Reply.error(requestId, none.httpStatus(), none.error());
    }

    /** Returns {@code http://127.0.0.1:port}, the endpoint of every service. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the dialect of the client that recorded, such as {@code iotHubInferred}; empty when the file does not say. */
    public Optional<String> dialect() {
        return dialect.isEmpty() ? Optional.empty() : Optional.of(dialect);
    }

    /** Returns what of the file could not be used, each a sentence: lines that stop in the middle. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the calls that nobody has made yet, such as {@code GET /v1/describeUser}, in the order of the file. */
    public List<String> remaining() {
        lock.lock();
        try {
            return left.stream().map(numbered -> numbered.exchange.said()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what was asked for in vain, each a sentence, in its order; the first 1,000. */
    public List<String> missed() {
        lock.lock();
        try {
            return List.copyOf(missed);
        } finally {
            lock.unlock();
        }
    }

    /** Stops to answer. */
    @Override
    public void close() {
        server.close();
    }
}
