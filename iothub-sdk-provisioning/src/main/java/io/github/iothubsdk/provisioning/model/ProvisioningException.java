package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run that did not end well: one nested type for each thing that the caller does next.
 *
 * <p>Never holds a secret, nor a character that would move a terminal; the lines of a message are its own. The cause, when there is one, is the SDK's own exception, or what code of the
 * caller's has thrown.
 */
public abstract sealed class ProvisioningException extends RuntimeException {

    private final @Nullable RunId runId;
    private final String step;
    private final @Nullable String requestId;
    private final @Nullable KnownOrder order;

    private ProvisioningException(Where where, String message) {
        super(message + requestId(where, message), where.cause);
        runId = where.runId;
        step = where.step;
        requestId = where.requestId;
        order = where.order;
    }

    /** The words of a failed call have it already. */
    private static String requestId(Where where, String message) {
        return where.requestId == null || message.contains("Request id: " + where.requestId)
                ? ""
                : " Request id: " + where.requestId + ".";
    }

    /**
     * Where it happened.
     *
     * @param runId null when there is no run yet
     * @param step the step's name
     * @param requestId the last one that the service gave
     * @param cause what was thrown below
     * @param order the run's order, once there is one
     */
    public record Where(
            @Nullable RunId runId,
            String step,
            @Nullable String requestId,
            @Nullable Throwable cause,
            @Nullable KnownOrder order) {
        /** Where no order is known. */
        public Where(@Nullable RunId runId, String step, @Nullable String requestId, @Nullable Throwable cause) {
            this(runId, step, requestId, cause, null);
        }

        /** The request id is the service's own text: on one line. */
        public Where {
            requireNonNull(step, "step");
            requestId = requestId == null ? null : Plain.line(requestId);
        }
    }

    /** The run, when there is one. */
    public Optional<RunId> runId() {
        return Optional.ofNullable(runId);
    }

    /** The step that could not go on, one of {@link StepIds}. */
    public String step() {
        return step;
    }

    /** The service's id of the last call, when it gave one. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** The run's order, once there is one: its number, and its amount and expiry where they are known. */
    public Optional<KnownOrder> order() {
        return Optional.ofNullable(order);
    }

    /** Nothing was ordered. Correct what {@link #violations()} name, then create again. */
    public static final class Invalid extends ProvisioningException {
        private final List<Violation> violations;

        /** Names everything that is wrong, not only the first. */
        public Invalid(Where where, List<Violation> violations) {
            super(
                    requireNonNull(where, "where"),
                    ordered(violations) + count(requireNonNull(violations, "violations")) + ":\n  - "
                            + violations.stream()
                                    .map(each ->
                                            requireNonNull(each, "violations").toString())
                                    .collect(Collectors.joining("\n  - ")));
            this.violations = List.copyOf(violations);
        }

        /** Everything that is wrong. */
        public List<Violation> violations() {
            return violations;
        }

        /** Another request's run of the same id may have ordered, and be done. */
        private static String ordered(List<Violation> violations) {
            boolean another = requireNonNull(violations, "violations").stream()
                    .anyMatch(each -> requireNonNull(each, "violations").code().equals("run-id-taken"));
            return another ? "Nothing more was ordered. " : "Nothing was ordered. ";
        }

        private static String count(List<Violation> violations) {
            return violations.size() == 1 ? "One thing to put right" : violations.size() + " things to put right";
        }
    }

    /** Not done yet and nothing is lost: resume the run, here or in another process. */
    public static final class Unfinished extends ProvisioningException {
        private final UnfinishedReason reason;
        private final String lastSeen;
        private final String remedy;
        private final @Nullable RunId otherRun;

        /** Says why and what was seen last; there is nothing to do but to resume. */
        public Unfinished(Where where, UnfinishedReason reason, String lastSeen) {
            this(where, reason, lastSeen, "");
        }

        /** Says also what to do before resuming. */
        public Unfinished(Where where, UnfinishedReason reason, String lastSeen, String remedy) {
            this(where, reason, lastSeen, remedy, null);
        }

        /** Names also the run that is in the way. */
        public Unfinished(
                Where where, UnfinishedReason reason, String lastSeen, String remedy, @Nullable RunId otherRun) {
            super(
                    requireNonNull(where, "where"),
                    "Unfinished at " + where.step + ": "
                            + Plain.sentence(Plain.line(requireNonNull(lastSeen, "lastSeen")))
                            + (requireNonNull(remedy, "remedy").isBlank()
                                    ? ""
                                    : " " + Plain.sentence(Plain.line(remedy)))
                            + (where.runId == null ? "" : " Resume run " + where.runId + "."));
            this.reason = requireNonNull(reason, "reason");
            this.lastSeen = Plain.line(lastSeen);
            this.remedy = Plain.line(remedy);
            this.otherRun = otherRun;
        }

        /** Why, for programs. */
        public UnfinishedReason reason() {
            return reason;
        }

        /** What was seen last, for people. */
        public String lastSeen() {
            return lastSeen;
        }

        /** What to do before resuming, for people; empty when that is nothing, or when what was seen says it. */
        public String remedy() {
            return remedy;
        }

        /** The run of this journal that is in the way, when one is: it is creating an instance of the same name. */
        public Optional<RunId> otherRun() {
            return Optional.ofNullable(otherRun);
        }
    }

    /**
     * Money may have moved, and the evidence does not tell; nothing is sent. A person ends it with a {@link Resolution}, or
     * a later resume, which looks again.
     */
    public static final class Unknown extends ProvisioningException {
        private final List<String> evidence;

        /** Names every candidate and every look. */
        public Unknown(Where where, List<String> evidence) {
            super(
                    requireNonNull(where, "where"),
                    "Money may have moved, and what was found does not tell: "
                            + requireNonNull(evidence, "evidence").stream()
                                    .map(each -> Plain.line(requireNonNull(each, "evidence")))
                                    .map(Plain::clause)
                                    .collect(Collectors.joining("; "))
                            + ". Nothing more is sent. Look in the console's order list, then end it by resolve(run, ...): "
                            + "Resolution.adopt(\"the number of the order that is this run's\"), Resolution.orderAgain() when "
                            + "none is, or Resolution.giveUp(). To resume run " + where.runId + " looks again.");
            this.evidence = plain(evidence);
        }

        private static List<String> plain(List<String> evidence) {
            return evidence.stream().map(Plain::line).toList();
        }

        /** What was looked at, when, and what was found. */
        public List<String> evidence() {
            return evidence;
        }
    }

    /** It will not come by itself. */
    public static final class Broken extends ProvisioningException {
        private final String whatHappened;
        private final String remedy;
        private final boolean resumable;

        /** Says what happened and what a person can do; nothing comes of the run any more. */
        public Broken(Where where, String whatHappened, String remedy) {
            this(where, whatHappened, remedy, false);
        }

        /** Says also whether the run can go on when that is done. */
        public Broken(Where where, String whatHappened, String remedy, boolean resumable) {
            super(
                    requireNonNull(where, "where"),
                    Plain.sentence(Plain.line(requireNonNull(whatHappened, "whatHappened"))) + " "
                            + Plain.line(requireNonNull(remedy, "remedy")) + " (run " + where.runId + ")");
            this.whatHappened = Plain.line(whatHappened);
            this.remedy = Plain.line(remedy);
            this.resumable = resumable;
        }

        /** What happened, with the order's number where there is one. */
        public String whatHappened() {
            return whatHappened;
        }

        /** What a person can do. */
        public String remedy() {
            return remedy;
        }

        /**
         * Whether the run is to be resumed when that is done. Otherwise nothing comes of its order any more: the instance is
         * created again, by another run; to resume this one only looks again.
         */
        public boolean resumable() {
            return resumable;
        }
    }
}
