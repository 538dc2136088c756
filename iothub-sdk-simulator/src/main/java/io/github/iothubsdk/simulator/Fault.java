package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Given;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One armed fault: when it strikes, and what it does then. */
final class Fault {
    /** Of {@link When}: every call. */
    static final int EVER = 0;

    /** In which order it was armed, from 1. */
    int id;
    /** How many calls of its route came since it was armed. */
    int seen;
    /** How often it struck. */
    int strikes;
    /** How often another one struck in its place. */
    int suppressed;

    private final When when;
    private final FaultKind kind;
    private final List<?> arguments;
    private final FaultAction action;

    /**
     * When it strikes.
     *
     * @param call the first call that it strikes, from 1
     * @param times how many calls from that one on; {@link #EVER} for all
     */
    record When(Route route, int call, int times, boolean afterEffect) {}

    Fault(When when, FaultKind kind, List<?> arguments, FaultAction action) {
        this.when = when;
        this.kind = kind;
        this.arguments = arguments;
        this.action = action;
    }

    /** Returns how late the effect comes, null when it does not come late. */
    @Nullable
    Duration lateness() {
        return action instanceof FaultAction.LandsLate late ? late.by() : null;
    }

    boolean isOf(Route called) {
        return when.route == called;
    }

    /** Counts a call of its route and tells whether it strikes this one. */
    boolean countsDown(Route called) {
        return isOf(called) && ++seen >= when.call && (when.times == EVER || seen - when.call < when.times);
    }

    void struck() {
        strikes++;
    }

    boolean hasStruck() {
        return strikes > 0 && strikes >= when.times;
    }

    /** Whether it strikes no more. */
    boolean isSpent() {
        return !isEndless() && strikes + suppressed >= when.times;
    }

    boolean isEndless() {
        return when.times == EVER;
    }

    boolean isAfterEffect() {
        return when.afterEffect;
    }

    boolean isDistorting() {
        return action instanceof FaultAction.Distorts || action instanceof FaultAction.LandsLate;
    }

    /** Whether JSON can say it again. */
    boolean isSayable() {
        return FaultKind.SAID.contains(kind);
    }

    Reply distort(Reply reply) {
        return action instanceof FaultAction.Distorts distorts
                ? distorts.change().apply(reply)
                : reply.ending(Exchange.Ending.CLOSE);
    }

    /** Makes its move, if it is one of that moment. */
    void move(CloudState cloud, boolean afterwards) {
        if (action instanceof FaultAction.Moves moves && when.afterEffect == afterwards) {
            cloud.locked(moves.move());
        }
    }

    /** Changes the Date header, if it is one that does. */
    Reply date(Reply reply) {
        return action instanceof FaultAction.Dates dates
                ? reply.head(reply.head().dated(dates.dating()))
                : reply;
    }

    /** The words that arm it: of {@code POST /_sim/faults}. */
    JsonObject words() {
        JsonObject words = new Row()
                .with("route", when.route)
                .with("nth", when.call)
                .withIf(when.times != EVER, "times", when.times)
                .withIf(when.times == EVER, "always", true)
                .with("when", when.afterEffect ? "after" : "before")
                .with("kind", kind.word)
                .json();
        for (int i = 0; i < kind.fields.size(); i++) {
            words.add(kind.fields.get(i).name(), argument(arguments.get(i)));
        }
        return words;
    }

    private static JsonElement argument(Object value) {
        if (value instanceof List<?> texts) {
            JsonArray array = new JsonArray();
            texts.forEach(text -> array.add(String.valueOf(text)));
            return array;
        }
        return Json.element(value);
    }

    /**
     * Makes sure that its words arm it again.
     *
     * @throws Misfit when they do not
     */
    void check() {
        if (isSayable()) {
            Given unused = Faults.words(when.route).common().and(kind.fields).read(words());
        }
    }

    /** What is left of it. */
    String remains() {
        return suppressed == 0 ? describe() : describe() + " (suppressed by another fault)";
    }

    String describe() {
        return "%s on %s of %s, %s the effect"
                .formatted(what(), which(), when.route, isAfterEffect() ? "after" : "before");
    }

    /** What it does, in short: {@code status 503}. */
    String what() {
        return switch (kind) {
            case ERROR -> kind.word + " " + arguments.get(2);
            case ODD -> kind.word + " " + arguments.get(1);
            case STALL, LAND_LATE -> kind.word;
            default -> arguments.isEmpty() ? kind.word : kind.word + " " + arguments.get(0);
        };
    }

    private String which() {
        if (when.times == EVER) {
            return when.call == 1 ? "every call" : "every call from " + when.call;
        }
        return when.times == 1
                ? "call " + when.call
                : "calls %d to %d".formatted(when.call, (long) when.call + when.times - 1);
    }
}
