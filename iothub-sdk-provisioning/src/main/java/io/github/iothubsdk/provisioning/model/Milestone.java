package io.github.iothubsdk.provisioning.model;

import java.util.List;

/** Something a run has durably reached: a record that its step leaves in the journal. */
public interface Milestone {

    /** The ids of what the service has made for the run by it: orders and instances. */
    default List<String> bought() {
        return List.of();
    }
}
