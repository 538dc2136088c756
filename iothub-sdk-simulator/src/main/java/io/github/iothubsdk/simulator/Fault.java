package io.github.iothubsdk.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One armed fault: when it strikes, and what it does then. */
final class Fault {
    private final Route route;
    private final int call;
    private final boolean afterEffect;
    private final String kind;
    private final FaultAction action;
    private int seen;
    private boolean struck;

    /** Arms for the call of that number; 0 is every call. */
    Fault(Route route, int call, boolean afterEffect, String kind, FaultAction action) {
        this.route = route;
        this.call = call;
        this.afterEffect = afterEffect;
        this.kind = kind;
        this.action = action;
    }

    /** Returns how late the effect comes, null when it does not come late. */
    @Nullable
    Duration lateness() {
        return action instanceof FaultAction.LandsLate late ? late.by() : null;
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

    boolean isDistorting() {
        return action instanceof FaultAction.Distorts || action instanceof FaultAction.LandsLate;
    }

    Reply distort(Reply reply) {
        return action instanceof FaultAction.Distorts distorts
                ? distorts.change().apply(reply)
                : reply.ending(Exchange.Ending.CLOSE);
    }

    /** Makes its move, if it is one of that moment. */
    void move(CloudState cloud, boolean afterwards) {
        if (action instanceof FaultAction.Moves moves && afterEffect == afterwards) {
            cloud.locked(moves.move());
        }
    }

    /** Changes the Date header, if it is one that does. */
    Reply date(Reply reply) {
        return action instanceof FaultAction.Dates dates
                ? reply.head(reply.head().dated(dates.dating()))
                : reply;
    }

    String describe() {
        String which = call == 0 ? "every call" : "call " + call;
        return "%s on %s of %s, %s the effect".formatted(kind, which, route, afterEffect ? "after" : "before");
    }
}
