package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private static final String CLAUSES = "; ";

    /** What a database says of which nothing is left to do, such as after a run that was refused behind its script. */
    private static final String APPLIED = "this script was applied already";

    /** Their numbers move with every order of others: that there are some is what was agreed to. */
    private static final Set<String> COUNTING = Set.of(CheckId.FIRST_IN_REGION.value());

    /**
     * How one check had ended.
     *
     * @param found what it had found, where it warned
     */
    record Checked(String id, String outcome, @Nullable String found) {
        /** A word that is no outcome is no such record. */
        Checked {
            Objects.requireNonNull(id);
            Outcome.valueOf(Objects.requireNonNull(outcome));
        }

        static Checked of(CheckResult result) {
            String found = result.outcome() == Outcome.WARNING ? result.found() : null;
            return new Checked(result.id().value(), result.outcome().name(), found);
        }

        boolean isOf(CheckResult result) {
            return id.equals(result.id().value());
        }

        /** A warning of now says nothing that was not agreed to; it may say less. */
        boolean covers(CheckResult now) {
            return outcome.equals(now.outcome().name())
                    && (now.outcome() != Outcome.WARNING || COUNTING.contains(id) || saysNoMore(now.found()));
        }

        private boolean saysNoMore(String now) {
            if (found == null) {
                return false;
            }
            Set<String> agreed = Set.copyOf(List.of(found.split(CLAUSES, -1)));
            return Stream.of(now.split(CLAUSES, -1))
                    .allMatch(clause -> agreed.contains(clause) || clause.endsWith(APPLIED));
        }

        /** As it was, without those of its clauses that are there now too. */
        String besides(CheckResult now) {
            if (found == null) {
                return outcome;
            }
            Set<String> told = Set.copyOf(List.of(now.found().split(CLAUSES, -1)));
            String rest = Stream.of(found.split(CLAUSES, -1))
                    .filter(clause -> !told.contains(clause))
                    .collect(Collectors.joining(CLAUSES));
            return outcome + (rest.isEmpty() ? " of less" : ": " + rest);
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
                by, lookedAt, at, expires, results.stream().map(Checked::of).toList());
    }

    /** What has changed for the worse since; a check that passes now is no reason to stop. */
    public List<CheckResult> worse(List<CheckResult> now) {
        return now.stream()
                .filter(result -> result.outcome() != Outcome.PASSED
                        && !before(result).filter(check -> check.covers(result)).isPresent())
                .toList();
    }

    private Optional<Checked> before(CheckResult result) {
        return checks.stream().filter(check -> check.isOf(result)).findFirst();
    }

    /** The same as what is to be put right, and what is not looked at any more. */
    public List<Violation> drift(List<CheckResult> now) {
        Stream<Violation> worse = worse(now).stream()
                .map(result -> drifted(
                        result.check(),
                        result.outcome() + " now: " + result.found(),
                        before(result).map(check -> check.besides(result)).orElse("no such check")));
        Stream<Violation> gone = checks.stream()
                .filter(check -> now.stream().noneMatch(check::isOf))
                .map(check -> drifted(check.id(), "no such check is looked at now", check.outcome()));
        return Stream.concat(worse, gone).toList();
    }

    private static Violation drifted(String check, String found, String before) {
        return Violation.of("approval-drifted", check, found, before + ", as when it was approved", AGAIN);
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
