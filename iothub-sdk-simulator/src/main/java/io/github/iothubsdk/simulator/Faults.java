package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.simulator.form.Misfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The armed faults; each strikes calls that the gateway admitted, so a refused call uses none up. Thread-safe. */
public final class Faults {
    private final CloudState cloud;
    private final List<Fault> armed = new ArrayList<>();
    private int count;

    Faults(CloudState cloud) {
        this.cloud = cloud;
    }

    /** Starts to arm a fault on a route; unless told otherwise it strikes the next call, before the effect. */
    public FaultBuilder on(Route route) {
        requireNonNull(route, "route");
        return new FaultBuilder(this, route);
    }

    /**
     * Arms a fault that is said in words, as {@code POST /_sim/faults} takes it or on one line.
     *
     * <p>A line is a route and, in any order, when, what, and fields, with colons between: {@code pay:after:drop}, {@code
     * create:nth=2:status:httpStatus=503}.
     *
     * @throws IllegalArgumentException when there is no such route, fault or field; the message names those that there are
     */
    public Faults arm(String words) {
        requireNonNull(words, "words");
        FaultWords reader = new FaultWords(cloud.settings.dialect());
        try {
            reader.arm(this, reader.line(words));
        } catch (Misfit unfit) {
            String known = unfit.values().isEmpty() ? "" : "; there are " + String.join(", ", unfit.values());
            throw new IllegalArgumentException(unfit.field() + ": " + unfit.getMessage() + known, unfit);
        }
        return this;
    }

    /**
     * Describes the armed faults that have not struck as often as they are to; empty when nothing is left over.
     *
     * <p>It says "suppressed" of one whose call another fault struck, since a call suffers one fault that changes its answer.
     */
    public List<String> remaining() {
        return described(fault -> !fault.hasStruck());
    }

    /** Describes the armed faults that have not struck a single call. */
    public List<String> neverStruck() {
        return described(fault -> fault.strikes == 0);
    }

    private List<String> described(Predicate<Fault> which) {
        return cloud.look(() -> armed.stream().filter(which).map(Fault::remains).toList());
    }

    /** Disarms every fault. */
    public void clear() {
        cloud.locked(() -> {
            armed.clear();
            cloud.tell(Happening.of("faults", "disarmed", "all"));
        });
    }

    /** Disarms one; false when there is none. */
    boolean disarm(int id) {
        boolean found = armed.removeIf(fault -> fault.id == id);
        if (found) {
            cloud.tell(Happening.of("faults", "disarmed", id));
        }
        return found;
    }

    /** The reader of what is said of that route, in whichever dialect it is. */
    static FaultWords words(Route route) {
        return new FaultWords(
                Arrays.stream(Dialect.values()).filter(route::isIn).findFirst().orElseThrow());
    }

    /** Refuses what could not be said again: the words' bounds are the builder's as well. */
    private static void check(Fault fault) {
        try {
            fault.check();
        } catch (Misfit beyond) {
            throw new IllegalArgumentException(beyond.getMessage(), beyond);
        }
    }

    void arm(Fault fault) {
        check(fault);
        cloud.locked(() -> {
            fault.id = ++count;
            armed.add(fault);
            cloud.tell(Happening.of("faults", "armed", fault.describe()));
        });
    }

    /** How many were ever armed. */
    int count() {
        return count;
    }

    void count(int ever) {
        count = ever;
    }

    /** Those that are armed, spent ones included. */
    List<Fault> armed() {
        return armed;
    }

    /** Counts a call and returns the faults due for it: of those that distort the answer the first, of others all. */
    List<Fault> strike(Route route) {
        if (armed.isEmpty()) {
            return List.of();
        }
        cloud.touch();
        List<Fault> due = new ArrayList<>();
        boolean distorted = false;
        for (Fault fault : armed) {
            if (fault.countsDown(route)) {
                if (fault.isDistorting() && distorted) {
                    fault.suppressed++;
                } else {
                    distorted |= fault.isDistorting();
                    fault.struck();
                    due.add(fault);
                }
            }
        }
        return due;
    }
}
