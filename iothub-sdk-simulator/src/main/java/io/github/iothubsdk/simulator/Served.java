package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is remembered.
 *
 * @param status 0 without an answer
 * @param error the word of the cloud's envelope; null when it was none
 */
record Served(
        long number,
        Instant at,
        String method,
        String path,
        @Nullable Route route,
        Exchange.Ending ending,
        int status,
        @Nullable String error,
        String requestId,
        Duration took,
        @Nullable String account,
        Named named,
        List<String> faults)
        implements ServedCall {

    @Override
    public Optional<String> operation() {
        return route == null ? Optional.empty() : Optional.of(route.action());
    }

    @Override
    public Optional<String> run() {
        return Optional.ofNullable(named.run());
    }

    @Override
    public String json() {
        return Json.write(fields());
    }

    JsonObject fields() {
        JsonArray struck = new JsonArray();
        faults.forEach(struck::add);
        return new Row()
                .with("seq", number)
                .with("at", at)
                .with("method", method)
                .with("path", path)
                .with("route", route)
                .with("operation", route == null ? null : route.action())
                .with("status", status)
                .with("outcome", outcome())
                .with("error", error)
                .with("requestId", requestId)
                .with("tookMillis", BigDecimal.valueOf(took.toNanos() / 1_000, 3))
                .with("account", account)
                .with("run", named.run())
                .with("order", named.order())
                .with("instance", named.instance())
                .with("faults", struck)
                .json();
    }

    private String outcome() {
        return switch (ending) {
            case ANSWER -> status < 400 ? "DONE" : "REFUSED";
            case CLOSE -> "CLOSED";
            case RESET -> "RESET";
        };
    }
}
