package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
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
 */
record Reply(String requestId, int status, String contentType, String body, Head head, Duration delay, Ending ending) {
    private static final byte[] NOTHING = {};

    private static Reply json(String requestId, int status, JsonObject body) {
        String text = Json.write(body);
        return new Reply(requestId, status, "application/json", text, Head.PLAIN, Duration.ZERO, Ending.ANSWER);
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

    Reply with(int newStatus, String newType, String newBody) {
        return new Reply(requestId, newStatus, newType, newBody, head, delay, ending);
    }

    Reply head(Head next) {
        return new Reply(requestId, status, contentType, body, next, delay, ending);
    }

    Reply delay(Duration realTime) {
        return new Reply(requestId, status, contentType, body, head, realTime, ending);
    }

    Reply ending(Ending next) {
        return new Reply(requestId, status, contentType, body, head, delay, next);
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

    /** Returns what a caller in the same process sees. */
    Exchange exchange(Instant now, Settings settings) {
        if (ending != Ending.ANSWER) {
            return new Exchange(0, Map.of(), NOTHING, ending, delay);
        }
        Map<String, String> byName = new HashMap<>();
        for (Head.Header header : headers(now, settings)) {
            byName.merge(header.name().toLowerCase(Locale.ROOT), header.value(), Request::join);
        }
        return new Exchange(status, byName, body.getBytes(StandardCharsets.UTF_8), ending, delay);
    }
}
