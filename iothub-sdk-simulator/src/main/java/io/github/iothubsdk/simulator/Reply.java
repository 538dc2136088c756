package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer on its way out, and what becomes of the connection. */
record Reply(
        String requestId,
        int status,
        String contentType,
        String body,
        List<String> headers,
        Duration delay,
        Ending ending) {
    /** How the connection goes on. */
    enum Ending {
        ANSWER,
        CLOSE,
        RESET
    }

    private static Reply json(String requestId, int status, JsonObject body) {
        String text = Json.write(body);
        return new Reply(requestId, status, "application/json", text, List.of(), Duration.ZERO, Ending.ANSWER);
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
        return new Reply(requestId, newStatus, newType, newBody, headers, delay, ending);
    }

    Reply headers(List<String> extra) {
        return new Reply(requestId, status, contentType, body, extra, delay, ending);
    }

    Reply delay(Duration realTime) {
        return new Reply(requestId, status, contentType, body, headers, realTime, ending);
    }

    Reply ending(Ending next) {
        return new Reply(requestId, status, contentType, body, headers, delay, next);
    }
}
