package io.github.iothubsdk.provisioning.internal.step;

import java.util.List;

/** What was found of an order whose answer was lost. */
sealed interface Finding {

    /** Every look and what it found, for a person. */
    List<String> told();

    /**
     * One order is the run's, by all that is told of it.
     *
     * @param certain by something that nobody else's would show: the run's mark, its description, the answer's own words;
     *     otherwise another may still turn up
     */
    record Ours(String number, String instanceId, boolean certain, List<String> told) implements Finding {}

    /** There are traces, and which of them is the run's cannot be told. */
    record Unclear(List<String> told) implements Finding {}

    /**
     * There is no trace.
     *
     * @param proved whether the looks were such that an order would have been seen, had there been one
     */
    record Nothing(boolean proved, List<String> told) implements Finding {}
}
