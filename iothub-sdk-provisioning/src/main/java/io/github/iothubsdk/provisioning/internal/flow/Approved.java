package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has agreed to a run beforehand, until when, and to what the checks had found.
 *
 * @param lookedAt when the checks had looked, by the service's time
 * @param at when
 * @param expires from then on nothing is ordered under it
 */
public record Approved(String by, Instant lookedAt, Instant at, Instant expires, List<Checked> checks) {

    /** What to do when it holds no more. */
    static final String AGAIN = "Look again with preflight, and have that approved.";

    /** How one check had ended. */
    record Checked(String id, String outcome) {
        /** A word that is no outcome is no such record. */
        Checked {
            Objects.requireNonNull(id);
            Outcome.valueOf(Objects.requireNonNull(outcome));
        }
    }

    /** A line that lost one of them is not understood. */
    public Approved {
        Objects.requireNonNull(by);
        Objects.requireNonNull(lookedAt);
        Objects.requireNonNull(at);
        Objects.requireNonNull(expires);
        checks = List.copyOf(checks);
    }

    static Approved of(String by, Instant lookedAt, Instant at, Instant expires, List<CheckResult> results) {
        return new Approved(
                by,
                lookedAt,
                at,
                expires,
                results.stream()
                        .map(result -> new Checked(
                                result.id().value(), result.outcome().name()))
                        .toList());
    }

    /** What has changed for the worse since; a check that passes now is no reason to stop. */
    public List<CheckResult> worse(List<CheckResult> now) {
        return now.stream()
                .filter(result -> result.outcome() != Outcome.PASSED
                        && !before(result).filter(result.outcome()::equals).isPresent())
                .toList();
    }

    private Optional<Outcome> before(CheckResult result) {
        return checks.stream()
                .filter(check -> check.id().equals(result.id().value()))
                .map(check -> Outcome.valueOf(check.outcome()))
                .findFirst();
    }

    /** The same as what is to be put right. */
    public List<Violation> drift(List<CheckResult> now) {
        return worse(now).stream()
                .map(result -> Violation.of(
                        "approval-drifted",
                        result.check(),
                        result.outcome() + " now: " + result.found(),
                        before(result).map(Outcome::toString).orElse("no such check") + ", as when it was approved",
                        AGAIN))
                .toList();
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
                        AGAIN));
    }
}
