package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One armed fault: when it strikes, and what it makes of the answer. */
final class Fault {
    private final Route route;
    private final int call;
    private final boolean afterEffect;
    private final String kind;
    private final UnaryOperator<Reply> distortion;
    private final @Nullable Duration lateness;
    private int seen;
    private boolean struck;

    /** Arms for the call of that number; 0 is every call. */
    Fault(
            Route route,
            int call,
            boolean afterEffect,
            String kind,
            @Nullable Duration lateness,
            UnaryOperator<Reply> distortion) {
        this.route = route;
        this.call = call;
        this.afterEffect = afterEffect;
        this.kind = kind;
        this.distortion = distortion;
        this.lateness = lateness;
    }

    /** Returns how late the effect comes, null when it does not come late. */
    @Nullable
    Duration lateness() {
        return lateness;
    }

    /** Counts a call of its route and tells whether this is the one. */
    boolean countsDown(Route called) {
        return called == route && (call == 0 || ++seen == call);
    }

    void struck() {
        struck = true;
    }

    boolean hasStruck() {
        return struck;
    }

    boolean isAfterEffect() {
        return afterEffect;
    }

    Reply distort(Reply reply) {
        return distortion.apply(reply);
    }

    String describe() {
        String which = call == 0 ? "every call" : "call " + call;
        return "%s on %s of %s, %s the effect".formatted(kind, which, route, afterEffect ? "after" : "before");
    }
}
