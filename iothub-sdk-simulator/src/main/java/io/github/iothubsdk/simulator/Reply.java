package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.simulator.Exchange.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out, and what becomes of the connection.
 *
 * @param contentType empty for none
 * @param feed what has no end, in place of the body; null for an answer that has one
 */
record Reply(
        String requestId,
        int status,
        String contentType,
        String body,
        Head head,
        Duration delay,
        Ending ending,
        @Nullable Subscription feed) {
    private static final byte[] NOTHING = {};

    private static Reply json(String requestId, int status, JsonObject body) {
        String text = Json.write(body);
        return new Reply(requestId, status, "application/json", text, Head.PLAIN, Duration.ZERO, Ending.ANSWER, null);
    }

    static Reply result(String requestId, @Nullable JsonObject result) {
        JsonObject body = Json.object("requestId", requestId);
        if (result != null) {
            body.add("result", result);
        }
        return json(requestId, 200, body);
    }

    static Reply error(String requestId, int httpStatus, JsonObject error) {
        return json(requestId, httpStatus, Json.object("requestId", requestId, "error", error));
    }

    /** An answer beside the cloud: without a request id, and not to be kept or guessed at by a browser. */
    private static Reply beside(int status, String type, String body, @Nullable Subscription feed) {
        return new Reply("", status, type, body, Head.BESIDE, Duration.ZERO, Ending.ANSWER, feed);
    }

    static Reply admin(int status, JsonObject body) {
        return beside(status, "application/json", Json.write(body), null);
    }

    static Reply page(String type, String body) {
        return beside(200, type, body, null);
    }

    static Reply feed(Subscription feed) {
        return beside(200, "text/event-stream", "", feed);
    }

    Reply with(int newStatus, String newType, String newBody) {
        return new Reply(requestId, newStatus, newType, newBody, head, delay, ending, feed);
    }

    Reply head(Head next) {
        return new Reply(requestId, status, contentType, body, next, delay, ending, feed);
    }

    Reply delay(Duration realTime) {
        return new Reply(requestId, status, contentType, body, head, realTime, ending, feed);
    }

    Reply ending(Ending next) {
        return new Reply(requestId, status, contentType, body, head, delay, next, feed);
    }

    /** Returns the status word of the cloud's error in it; null when it is none. */
    @Nullable
    String errorWord() {
        if (ending != Ending.ANSWER || status < 400 || !contentType.equals("application/json")) {
            return null;
        }
        try {
            return Json.read(body).get("error") instanceof JsonObject error
                            && error.get("status") instanceof JsonPrimitive word
                    ? Visible.line(word.getAsString())
                    : null;
        } catch (ApiError odd) {
            return null;
        }
    }

    /** Returns the headers of an answer given now. */
    List<Head.Header> headers(Instant now, Settings settings) {
        List<Head.Header> headers = new ArrayList<>(3 + head.extra().size());
        if (!contentType.isEmpty()) {
            headers.add(new Head.Header("Content-Type", contentType));
        }
        if (head.isTraced()) {
            headers.add(new Head.Header("x-jdcloud-request-id", requestId));
        }
        String date = settings.dates() ? head.dating().at(now) : null;
        if (date != null) {
            headers.add(new Head.Header("Date", date));
        }
        headers.addAll(head.extra());
        return headers;
    }

    /** Tells whether a body goes with it: none does with an answer to HEAD, and with statuses that have none. */
    boolean hasBody(String method) {
        return !method.equals("HEAD") && status >= 200 && status != 204 && status != 205 && status != 304;
    }

    /** Returns what a caller in the same process sees. */
    Exchange exchange(String method, Instant now, Settings settings) {
        if (ending != Ending.ANSWER) {
            return new Exchange(0, Map.of(), NOTHING, ending, delay);
        }
        Map<String, String> byName = new HashMap<>();
        for (Head.Header header : headers(now, settings)) {
            byName.merge(header.name().toLowerCase(Locale.ROOT), header.value(), Request::join);
        }
        byte[] bytes = hasBody(method) ? body.getBytes(StandardCharsets.UTF_8) : NOTHING;
        return new Exchange(status, byName, bytes, ending, delay);
    }
}
