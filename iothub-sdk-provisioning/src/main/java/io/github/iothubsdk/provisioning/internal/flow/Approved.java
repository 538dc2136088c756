package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Who has agreed to a run beforehand, until when, and to what the checks had found.
 *
 * @param at when, by the service's time
 * @param expires from then on nothing is ordered under it
 */
public record Approved(String by, Instant at, Instant expires, List<Checked> checks) {

    /** How one check had ended. */
    record Checked(String id, Outcome outcome) {
        Checked {
            Objects.requireNonNull(id);
            Objects.requireNonNull(outcome);
        }
    }

    /** A line that lost one of them is not understood. */
    public Approved {
        Objects.requireNonNull(by);
        Objects.requireNonNull(at);
        Objects.requireNonNull(expires);
        checks = List.copyOf(checks);
    }

    static Approved of(String by, Instant at, Instant expires, List<CheckResult> results) {
        return new Approved(
                by,
                at,
                expires,
                results.stream()
                        .map(result -> new Checked(result.id().value(), result.outcome()))
                        .toList());
    }

    /** What has changed for the worse since, one for each check; a check that passes now is no reason to stop. */
    public List<Violation> drift(List<CheckResult> now) {
        Map<String, Outcome> before =
                checks.stream().collect(Collectors.toMap(Checked::id, Checked::outcome, (one, same) -> one));
        List<Violation> drift = new ArrayList<>();
        for (CheckResult result : now) {
            Outcome then = before.remove(result.id().value());
            if (result.outcome() != Outcome.PASSED && result.outcome() != then) {
                drift.add(Violation.of(
                        "approval-drifted",
                        result.check(),
                        result.outcome() + " now: " + result.found(),
                        (then == null ? "no such check" : then.toString()) + ", as when it was approved",
                        "Look again with preflight, and have it approved anew."));
            }
        }
        return drift;
    }

    /** When it is over now, what is wrong. */
    public List<Violation> expired(Instant now) {
        return now.isBefore(expires)
                ? List.of()
                : List.of(Violation.of(
                        "approval-expired",
                        "approval",
                        "it held until " + expires + ", and it is " + now + " at the service",
                        "an approval that still holds",
                        "Look again with preflight, and have it approved anew."));
    }
}
