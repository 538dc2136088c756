package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** The armed faults; each strikes calls that the gateway admitted, so a refused call uses none up. Thread-safe. */
public final class Faults {
    private final CloudState cloud;
    private final List<Fault> armed = new ArrayList<>();

    Faults(CloudState cloud) {
        this.cloud = cloud;
    }

    /** Starts to arm a fault on a route; unless told otherwise it strikes the next call, before the effect. */
    public FaultBuilder on(Route route) {
        requireNonNull(route, "route");
        return new FaultBuilder(this, route);
    }

    /** Describes the armed faults that have not struck yet; empty when nothing is left over. */
    public List<String> remaining() {
        return cloud.locked(() -> armed.stream()
                .filter(fault -> !fault.hasStruck())
                .map(Fault::describe)
                .toList());
    }

    /** Disarms every fault. */
    public void clear() {
        cloud.locked(armed::clear);
    }

    void arm(Fault fault) {
        cloud.locked(() -> armed.add(fault));
    }

    /** Counts a call and returns the faults due for it: of those that distort the answer the first, of others all. */
    List<Fault> strike(Route route) {
        if (armed.isEmpty()) {
            return List.of();
        }
        List<Fault> due = new ArrayList<>();
        boolean distorted = false;
        for (Fault fault : armed) {
            if (fault.countsDown(route) && !(fault.isDistorting() && distorted)) {
                distorted |= fault.isDistorting();
                fault.struck();
                due.add(fault);
            }
        }
        return due;
    }
}
