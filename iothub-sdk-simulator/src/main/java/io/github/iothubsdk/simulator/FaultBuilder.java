package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.Exchange.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says when a fault strikes; the last word says what it does, and arms it. Not thread-safe.
 *
 * <p>A status that has no body (204, 205, 304) is sent without the one that a fault gives it.
 *
 * <p>The bounds of {@code POST /_sim/faults} hold: the last word throws {@link IllegalArgumentException} for a status that is not
 * 200 to 599, a call, a row or a number of times beyond 1,000,000, a negative code, more than 1,000 headers, or a duration that is
 * negative (but for dates) or more than a century.
 */
public final class FaultBuilder extends JsonFaults {
    FaultBuilder(Faults faults, Route route) {
        super(faults, route);
    }

    /** Strikes the n-th admitted call from now, counted from 1; the default is 1. */
    public FaultBuilder call(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + n);
        }
        call = n;
        times = Math.max(times, 1);
        return this;
    }

    /** Strikes so many calls in a row, the first of them that of {@link #call}; the default is 1. */
    public FaultBuilder times(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a fault strikes once or more, not " + n + " times");
        }
        times = n;
        return this;
    }

    /** Strikes every call. */
    public FaultBuilder always() {
        call = 1;
        times = Fault.EVER;
        return this;
    }

    /** Strikes every call from that one on. */
    FaultBuilder alwaysFrom(int n) {
        call = n;
        times = Fault.EVER;
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
        return arm(FaultKind.DROP_CONNECTION, reply -> reply.ending(Ending.CLOSE));
    }

    /** Resets the connection (TCP RST) without an answer. */
    public Faults resetConnection() {
        return arm(FaultKind.RESET_CONNECTION, reply -> reply.ending(Ending.RESET));
    }

    /** Holds for a real time; then the answer comes (after the effect) or the connection closes (before it). */
    public Faults stall(Duration realTime) {
        requireNonNull(realTime, "realTime");
        boolean answers = afterEffect;
        return arm(
                FaultKind.STALL,
                reply -> reply.ending(answers ? Ending.ANSWER : Ending.CLOSE).delay(realTime),
                realTime);
    }

    /**
     * Closes the connection without an answer; the effect comes later, by the cloud's clock.
     *
     * <p>So the caller that looks at once finds nothing, and may find it after all once it has sent again.
     */
    public Faults landLate(Duration cloudTime) {
        requireNonNull(cloudTime, "cloudTime");
        afterEffect = false;
        return arm(FaultKind.LAND_LATE, new FaultAction.LandsLate(cloudTime), cloudTime);
    }

    /**
     * Answers with a status and a body of plain text; headers are written as {@code Retry-After: 0}.
     *
     * @throws IllegalArgumentException when a header is no word and printable ASCII, or frames the answer
     */
    public Faults status(int httpStatus, String body, String... headers) {
        requireNonNull(body, "body");
        requireNonNull(headers, "headers");
        Arrays.asList(headers).forEach(each -> requireNonNull(each, "headers"));
        List<Head.Header> extra = Stream.of(headers).map(Head.Header::of).toList();
        return arm(
                FaultKind.STATUS,
                reply -> reply.with(httpStatus, "text/plain", body).head(new Head(extra, true, HttpDate::of)),
                httpStatus,
                body,
                List.of(headers));
    }

    /** Answers with a proxy's page of HTML. */
    public Faults html(int httpStatus) {
        String page = "<html><head><title>%d</title></head><body><h1>Bad Gateway</h1></body></html>\n";
        return arm(
                FaultKind.HTML, reply -> reply.with(httpStatus, "text/html", page.formatted(httpStatus)), httpStatus);
    }

    /** Answers with a status and an empty body. */
    public Faults emptyBody(int httpStatus) {
        return arm(FaultKind.EMPTY_BODY, reply -> reply.with(httpStatus, "application/json", ""), httpStatus);
    }

    /** Answers with a status, an empty body, and no header that tells the request's id. */
    public Faults bareStatus(int httpStatus) {
        return arm(
                FaultKind.BARE_STATUS,
                reply -> reply.with(httpStatus, "application/json", "")
                        .head(reply.head().untraced()),
                httpStatus);
    }

    /** Answers 429 RATE_LIMIT. */
    public Faults rateLimited() {
        return refuse(FaultKind.RATE_LIMITED, ApiError.rateLimit());
    }

    /** Answers 429 QUOTA_EXCEEDED. */
    public Faults quotaExceeded() {
        return refuse(FaultKind.QUOTA_EXCEEDED, ApiError.quota());
    }

    /** Answers with an error in the cloud's envelope; code and status word may differ from the HTTP status. */
    public Faults error(int httpStatus, int code, String status, String message) {
        requireNonNull(message, "message");
        requireNonNull(status, "status");
        JsonObject error = Json.object("code", code, "status", status, "message", message);
        return arm(
                FaultKind.ERROR,
                reply -> Reply.error(reply.requestId(), httpStatus, error),
                httpStatus,
                code,
                status,
                message);
    }

    /** Answers with any body, as JSON that may be none, such as one whose error.details is a string. */
    public Faults odd(String rawBody, int httpStatus) {
        requireNonNull(rawBody, "rawBody");
        return arm(FaultKind.ODD, reply -> reply.with(httpStatus, "application/json", rawBody), rawBody, httpStatus);
    }

    /**
     * Lets something happen right before or right after the effect of the call, whose answer stays as it is.
     *
     * <p>The move may do what it likes with accounts, colleagues, clocks, faults and the ledger, and make calls in
     * this process; everybody else waits for it. It strikes beside other moves and a fault that changes the answer,
     * also when that one leaves no effect. What it throws comes out of {@link Simulator#exchange}.
     */
    public Faults meanwhile(Runnable move) {
        requireNonNull(move, "move");
        return arm(FaultKind.MEANWHILE, new FaultAction.Moves(move));
    }

    /**
     * Puts the answer's Date header so far ahead, or back; effect and answer stay as they are.
     *
     * <p>As the other two about dates, it strikes beside a fault that changes the answer; of several, the last armed
     * one holds.
     */
    public Faults date(Duration ahead) {
        requireNonNull(ahead, "ahead");
        return arm(FaultKind.DATE, new FaultAction.Dates(now -> HttpDate.of(now.plus(ahead))), ahead);
    }

    /**
     * Answers with any text in the Date header; effect and answer stay as they are.
     *
     * @throws IllegalArgumentException unless it is printable ASCII, as every header is
     */
    public Faults rawDate(String text) {
        requireNonNull(text, "text");
        String sendable = new Head.Header("Date", text).value();
        return arm(FaultKind.RAW_DATE, new FaultAction.Dates(now -> sendable), text);
    }

    /** Answers without a Date header; effect and answer stay as they are. */
    public Faults noDate() {
        return arm(FaultKind.NO_DATE, new FaultAction.Dates(now -> null));
    }

    private Faults refuse(FaultKind kind, ApiError refused) {
        return arm(kind, reply -> Reply.error(reply.requestId(), refused.httpStatus(), refused.error()));
    }
}
