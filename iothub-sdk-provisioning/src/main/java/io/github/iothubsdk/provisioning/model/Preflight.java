package io.github.iothubsdk.provisioning.model;

import java.util.List;

/**
 * What would happen to a request if it were ordered now; making it changes nothing anywhere.
 *
 * @param request what was looked at
 * @param checks one result for each precondition, in a fixed order
 */
public record Preflight(CreateInstanceRequest request, List<CheckResult> checks) {

    /** Whether every check that must pass does. */
    public boolean ready() {
        return blocking().isEmpty();
    }

    /** What must be put right before it can be ordered: the blocking results, each cause once. */
    public List<Violation> violations() {
        return Causes.of(blocking());
    }

    /** The results that stop the order, without those that the request allows to go unchecked. */
    public List<CheckResult> blocking() {
        return checks.stream()
                .filter(CheckResult::blocks)
                .filter(result -> result.outcome() != CheckResult.Outcome.UNCHECKED
                        || !request.uncheckedAllowed().contains(result.id()))
                .toList();
    }
}
