package io.github.iothubsdk.provisioning.model;

import java.util.List;
import java.util.Optional;

/** Something a run has durably reached: a record that its step leaves in the journal. */
public interface Milestone {

    /** The ids of what the service has made for the run by it: orders and instances. */
    default List<String> bought() {
        return List.of();
    }

    /** What was reached, in words. */
    String told();

    /** What is known of the run's order with this milestone, and what was before it. */
    default Optional<KnownOrder> order(Optional<KnownOrder> before) {
        return before;
    }
}
