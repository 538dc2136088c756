package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.ApprovedRun;
import io.github.iothubsdk.provisioning.internal.flow.Place;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A person's word that one request may be ordered, given before it is. Immutable.
 *
 * <p>It is bound to the account, the endpoint, everything in the request with its ceiling, what each check had found, and a
 * time. It is good for one run of any one journal: its id is the run's, and no other run can be begun under it. An order
 * that is sent under it uses it up; what is refused before that, such as for a mistyped key, leaves it as it was. It guards
 * against mistakes, stale plans, retries and programs that go too far; not against somebody who may write it, since nothing
 * signs it.
 *
 * <pre>{@code
 * Approval ok = client.approve(client.preflight(request), "jane", Duration.ofHours(4));
 * Files.writeString(Path.of("ok.json"), ok.toJson());
 *
 * // Later, in another process:
 * client.create(Approval.parse(Files.readString(Path.of("ok.json"))), Duration.ofHours(1));
 * }</pre>
 */
public final class Approval {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration LONGEST_AGO = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 100;

    private final ApprovedRun run;

    private Approval(ApprovedRun run) {
        this.run = run;
    }

    static Approval of(Assembly parts, Preflight looked, String by, Duration valid, Deadline deadline) {
        String who = Plain.line(requireNonNull(by, "by"));
        if (who.isBlank() || who.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("by must be 1 to " + LONGEST_NAME + " characters");
        }
        if (requireNonNull(valid, "valid").compareTo(SHORTEST) < 0 || valid.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("valid must be 1 minute to 30 days, and is " + valid);
        }
        if (!looked.ready()) {
            throw new ProvisioningException.Invalid(
                    new Where(null, StepIds.PREFLIGHT, null, null), looked.violations());
        }
        var owner = parts.services().ask(deadline); // first, since the answer tells the service's time
        requireRecent(parts, looked);
        Place here = parts.runs().here();
        return new Approval(
                ApprovedRun.of(looked, here, owner, who, parts.services().now(), valid));
    }

    /** What is agreed to is what is there, not what was. */
    private static void requireRecent(Assembly parts, Preflight looked) {
        String found = looked.lookedAt()
                .map(at -> notRecent(at, parts.services().since(at)))
                .orElse("it does not tell when it was made");
        if (!found.isEmpty()) {
            throw new ProvisioningException.Invalid(
                    new Where(null, StepIds.PREFLIGHT, null, null),
                    List.of(Violation.of(
                            "preflight-old",
                            "preflight",
                            found,
                            "one that has looked within the last " + LONGEST_AGO.toMinutes() + " minutes",
                            "Look again with preflight, and approve that.")));
        }
    }

    /**
     * What is wrong with the time of a look; nothing when each clock says that it is recent. What time it is now is not said: a
     * clock that stood still would tell another.
     */
    private static String notRecent(Instant at, List<Duration> since) {
        String limit = LONGEST_AGO.toMinutes() + " minutes";
        if (since.stream().allMatch(ago -> ago.abs().compareTo(LONGEST_AGO) <= 0)) {
            return "";
        }
        if (since.stream().allMatch(ago -> ago.compareTo(LONGEST_AGO) > 0)) {
            return "it looked at " + at + ", more than " + limit + " ago";
        }
        if (since.stream().allMatch(ago -> ago.negated().compareTo(LONGEST_AGO) > 0)) {
            return "it looked at " + at + ", more than " + limit + " from now";
        }
        return "it looked at " + at + ", and whether that is more than " + limit
                + " ago cannot be told: this machine slept since, or its clock was set";
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when it is something else, or was cut or changed
     */
    public static Approval parse(String json) {
        return new Approval(ApprovedRun.read(requireNonNull(json, "json")));
    }

    /** One line of JSON, to be kept or sent. The request is in it, and no secret. */
    public String toJson() {
        return run.write();
    }

    /** The run that it is good for, once that is begun. */
    public RunId runId() {
        return run.runId();
    }

    /** What was agreed to, without its password. */
    public CreateInstanceRequest request() {
        return run.request();
    }

    /** Who agreed, as was said. */
    public String by() {
        return run.approved().by();
    }

    /** When the checks had looked of which it was given, by the service's time. */
    public Instant lookedAt() {
        return run.approved().lookedAt();
    }

    /** When, by the service's time. */
    public Instant at() {
        return run.approved().at();
    }

    /** From then on nothing is ordered under it, by the service's time. */
    public Instant expires() {
        return run.approved().expires();
    }

    ApprovedRun run() {
        return run;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Approval that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return runId().hashCode();
    }

    /** One line: its run, who and until when. */
    @Override
    public String toString() {
        return "approval of " + runId() + " by " + by() + " until " + expires();
    }
}
