package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What would happen to a request if it were ordered now; making it changes nothing anywhere. Immutable. */
public final class Preflight {

    private final CreateInstanceRequest request;
    private final List<CheckResult> checks;
    private final Optional<Instant> lookedAt;

    private Preflight(CreateInstanceRequest request, List<CheckResult> checks, Optional<Instant> lookedAt) {
        this.request = requireNonNull(request, "request");
        requireNonNull(checks, "checks").forEach(each -> requireNonNull(each, "checks"));
        this.checks = List.copyOf(checks);
        this.lookedAt = lookedAt;
    }

    /** What these checks found, without when; for tests of yours, since it cannot be approved. */
    public static Preflight of(CreateInstanceRequest request, List<CheckResult> checks) {
        return new Preflight(request, checks, Optional.empty());
    }

    /** What these checks found, and when they began to look, by the service's time. */
    public static Preflight of(CreateInstanceRequest request, List<CheckResult> checks, Instant lookedAt) {
        return new Preflight(request, checks, Optional.of(requireNonNull(lookedAt, "lookedAt")));
    }

    /** What was looked at. */
    public CreateInstanceRequest request() {
        return request;
    }

    /** One result for each precondition, in a fixed order. */
    public List<CheckResult> checks() {
        return checks;
    }

    /** When the checks began to look, by the service's time; empty only for one that no client has made. */
    public Optional<Instant> lookedAt() {
        return lookedAt;
    }

    /**
     * The most that is paid for it. What it costs is known only when the order exists: no price of an IoT Hub instance is
     * published, and neither is the code under which the price service would know one.
     */
    public Money ceiling() {
        return request.spendAtMost();
    }

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

    /**
     * Several lines for a person: each check with what was found, then what must be put right, each cause once, and what
     * would be spent at most. The words are plain; no secret is in them.
     */
    public String describe() {
        StringBuilder page = new StringBuilder("Preflight of " + request.name() + " in " + request.region() + "\n");
        for (CheckResult check : checks) {
            page.append("  %-9s  %s: %s\n".formatted(check.outcome(), check.check(), check.found()));
        }
        List<Violation> violations = violations();
        page.append(violations.isEmpty() ? "It can be ordered.\n" : "It cannot be ordered yet. To put right first:\n");
        violations.forEach(violation -> page.append("  - ").append(violation).append('\n'));
        page.append("At most ")
                .append(ceiling())
                .append(" is paid; what it costs is told when the order exists, before it is paid.\n");
        return page.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Preflight that
                && request.equals(that.request)
                && checks.equals(that.checks)
                && lookedAt.equals(that.lookedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, checks, lookedAt);
    }

    /** One line: the name, and whether it can be ordered. */
    @Override
    public String toString() {
        return "preflight of " + request.name() + ": "
                + (ready() ? "ready" : violations().size() + " to put right");
    }
}
