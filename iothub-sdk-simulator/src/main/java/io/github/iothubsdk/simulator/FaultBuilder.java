package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.Exchange.Ending;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Says when a fault strikes; the last word says what it does, and arms it. Not thread-safe. */
public final class FaultBuilder {
    private final Faults faults;
    private final Route route;
    private int call = 1;
    private boolean afterEffect;

    FaultBuilder(Faults faults, Route route) {
        this.faults = faults;
        this.route = route;
    }

    /** Strikes the n-th admitted call from now, counted from 1; the default is 1. */
    public FaultBuilder call(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + n);
        }
        call = n;
        return this;
    }

    /** Strikes every call. */
    public FaultBuilder always() {
        call = 0;
        return this;
    }

    /** Strikes before anything is done: the call has no effect. The default. */
    public FaultBuilder beforeEffect() {
        afterEffect = false;
        return this;
    }

    /** Strikes after everything is done: only the answer is lost or changed. */
    public FaultBuilder afterEffect() {
        afterEffect = true;
        return this;
    }

    /** Closes the connection without an answer. */
    public Faults dropConnection() {
        return arm("dropConnection", reply -> reply.ending(Ending.CLOSE));
    }

    /** Resets the connection (TCP RST) without an answer. */
    public Faults resetConnection() {
        return arm("resetConnection", reply -> reply.ending(Ending.RESET));
    }

    /** Holds for a real time; then the answer comes (after the effect) or the connection closes (before it). */
    public Faults stall(Duration realTime) {
        boolean answers = afterEffect;
        return arm(
                "stall",
                reply -> reply.ending(answers ? Ending.ANSWER : Ending.CLOSE).delay(realTime));
    }

    /**
     * Closes the connection without an answer; the effect comes later, by the cloud's clock.
     *
     * <p>So the caller that looks at once finds nothing, and may find it after all once it has sent again.
     */
    public Faults landLate(Duration cloudTime) {
        afterEffect = false;
        faults.arm(new Fault(route, call, false, "landLate", cloudTime, reply -> reply.ending(Ending.CLOSE)));
        return faults;
    }

    /** Answers with a status and a body of plain text; headers are written as {@code Retry-After: 0}. */
    public Faults status(int httpStatus, String body, String... headers) {
        List<Head.Header> extra = Stream.of(headers).map(Head.Header::of).toList();
        return arm(
                "status " + httpStatus,
                reply -> reply.with(httpStatus, "text/plain", body).head(new Head(extra, true, HttpDate::of)));
    }

    /** Answers with a proxy's page of HTML. */
    public Faults html(int httpStatus) {
        String page = "<html><head><title>%d</title></head><body><h1>Bad Gateway</h1></body></html>\n";
        return arm("html " + httpStatus, reply -> reply.with(httpStatus, "text/html", page.formatted(httpStatus)));
    }

    /** Answers with a status and an empty body. */
    public Faults emptyBody(int httpStatus) {
        return arm("emptyBody " + httpStatus, reply -> reply.with(httpStatus, "application/json", ""));
    }

    /** Answers with the first half of the JSON. */
    public Faults truncatedJson() {
        return arm("truncatedJson", reply -> {
            String body = reply.body();
            return reply.with(reply.status(), "application/json", body.substring(0, body.length() / 2));
        });
    }

    /** Answers a page without its rows, while its totals still count them. */
    public Faults rowsGone() {
        return rows("rowsGone", rows -> new JsonArray());
    }

    /** Answers a page with each of its rows twice, while its totals count them once. */
    public Faults rowsTwice() {
        return rows("rowsTwice", rows -> {
            JsonArray twice = rows.deepCopy();
            twice.addAll(rows);
            return twice;
        });
    }

    /** Rows are there after the effect only. */
    private Faults rows(String kind, UnaryOperator<JsonArray> change) {
        afterEffect = true;
        return arm(kind, reply -> {
            JsonObject answer = Json.read(reply.body());
            if (answer.get("result") instanceof JsonObject result) {
                result.entrySet().stream()
                        .filter(field -> field.getValue().isJsonArray())
                        .forEach(field ->
                                field.setValue(change.apply(field.getValue().getAsJsonArray())));
            }
            return reply.with(reply.status(), "application/json", Json.write(answer));
        });
    }

    /** Answers 429 RATE_LIMIT. */
    public Faults rateLimited() {
        return refuse("rateLimited", Refusal.rateLimit());
    }

    /** Answers 429 QUOTA_EXCEEDED. */
    public Faults quotaExceeded() {
        return refuse("quotaExceeded", Refusal.quota());
    }

    /** Answers with an error in the cloud's envelope; code and status word may differ from the HTTP status. */
    public Faults error(int httpStatus, int code, String status, String message) {
        JsonObject error = Json.object("code", code, "status", status, "message", message);
        return arm("error " + status, reply -> Reply.error(reply.requestId(), httpStatus, error));
    }

    /** Answers 200 with a result and an error side by side, as a partial success may. */
    public Faults errorBesideResult() {
        return arm("errorBesideResult", reply -> {
            JsonObject both = Json.read(reply.body());
            if (!both.has("result")) {
                both.add("result", new JsonObject());
            }
            both.add("error", Json.object("code", 500, "status", "INTERNAL", "message", "Internal server error"));
            return reply.with(200, "application/json", Json.write(both));
        });
    }

    /** Answers with any body, as JSON that may be none, such as one whose error.details is a string. */
    public Faults odd(String rawBody, int httpStatus) {
        return arm("odd " + httpStatus, reply -> reply.with(httpStatus, "application/json", rawBody));
    }

    private Faults refuse(String kind, Refusal refusal) {
        return arm(kind, reply -> Reply.error(reply.requestId(), refusal.httpStatus(), refusal.error()));
    }

    private Faults arm(String kind, UnaryOperator<Reply> distortion) {
        faults.arm(new Fault(route, call, afterEffect, kind, null, distortion));
        return faults;
    }
}
