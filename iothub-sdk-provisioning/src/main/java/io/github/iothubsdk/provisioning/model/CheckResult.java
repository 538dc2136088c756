package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one precondition check found. Immutable. */
public final class CheckResult {

    /** How a check ended. */
    public enum Outcome {
        /** As it must be. */
        PASSED,
        /** Not as it must be: nothing is ordered. */
        FAILED,
        /** Worth knowing; does not stop anything. */
        WARNING,
        /** Could not be looked at: nothing is ordered unless the request allows this check to go unchecked. */
        UNCHECKED
    }

    private final CheckId id;
    private final String check;
    private final Outcome outcome;
    private final String found;
    private final Optional<String> expected;
    private final Optional<String> remedy;
    private final Optional<String> requestId;
    private final Optional<String> cause;
    private final Optional<RunId> otherRun;

    private CheckResult(
            CheckId id,
            String check,
            Outcome outcome,
            String found,
            Optional<String> expected,
            Optional<String> remedy,
            Optional<String> requestId,
            Optional<String> cause,
            Optional<RunId> otherRun) {
        this.id = Objects.requireNonNull(id, "id");
        this.check = Plain.line(Objects.requireNonNull(check, "check"));
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.found = Plain.line(Objects.requireNonNull(found, "found"));
        this.expected = expected;
        this.remedy = remedy;
        this.requestId = Objects.requireNonNull(requestId, "requestId");
        this.cause = cause;
        this.otherRun = otherRun;
    }

    /**
     * Any result, its words made plain: on one line each, without characters that would move a terminal, and cut. What it
     * has nothing to say of, such as a remedy where it passed, is {@code ""}.
     */
    public static CheckResult of(
            CheckId id,
            String check,
            Outcome outcome,
            String found,
            String expected,
            String remedy,
            Optional<String> requestId) {
        return new CheckResult(
                id,
                check,
                outcome,
                found,
                told(requireNonNull(expected, "expected")),
                told(requireNonNull(remedy, "remedy")),
                requestId,
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> told(String text) {
        return Optional.of(Plain.line(text)).filter(known -> !known.isEmpty());
    }

    /** As it must be. */
    public static CheckResult passed(CheckId id, String check, String found) {
        return of(id, check, Outcome.PASSED, found, "", "", Optional.empty());
    }

    /** Not as it must be. */
    public static CheckResult failed(CheckId id, String check, String found, String expected, String remedy) {
        return of(id, check, Outcome.FAILED, found, expected, remedy, Optional.empty());
    }

    /** Worth knowing. */
    public static CheckResult warning(CheckId id, String check, String found, String expected, String remedy) {
        return of(id, check, Outcome.WARNING, found, expected, remedy, Optional.empty());
    }

    /** Could not be looked at. */
    public static CheckResult unchecked(
            CheckId id, String check, String why, String remedy, Optional<String> requestId) {
        requireNonNull(why, "why");
        return of(id, check, Outcome.UNCHECKED, why, "to be looked at before ordering", remedy, requestId);
    }

    /**
     * The same with why it could not be looked at, or why it failed, for programs: {@link Preflight#violations()} tells those with the same cause
     * and words as one thing to put right.
     *
     * @param code another check's id, when that must pass first; else a word as {@link Violation#code()} has them
     */
    public CheckResult because(String code) {
        return new CheckResult(
                id,
                check,
                outcome,
                found,
                expected,
                remedy,
                requestId,
                Optional.of(Objects.requireNonNull(code, "code")),
                otherRun);
    }

    /** The same with the run of this journal that is in the way. */
    public CheckResult withOtherRun(RunId run) {
        Optional<RunId> known = Optional.of(Objects.requireNonNull(run, "run"));
        return new CheckResult(id, check, outcome, found, expected, remedy, requestId, cause, known);
    }

    /** The check's stable id, for programs. */
    public CheckId id() {
        return id;
    }

    /** The check's name, for people: a sentence that is true when it passes. */
    public String check() {
        return check;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** What is there, or why it could not be looked at. */
    public String found() {
        return found;
    }

    /** What must be there; empty when it passed. */
    public Optional<String> expected() {
        return expected;
    }

    /** What to do when it did not pass; empty otherwise. */
    public Optional<String> remedy() {
        return remedy;
    }

    /** The service's id of the call that could not be made, for its support. */
    public Optional<String> requestId() {
        return requestId;
    }

    /**
     * Why it could not be looked at, for programs: {@code service-unreachable}, or the id of a check that failed. Of a check
     * that failed: why, where there are several causes, such as {@code database-not-empty}.
     */
    public Optional<String> cause() {
        return cause;
    }

    /** The run of this journal that is in the way, when one is: it is creating the instance. */
    public Optional<RunId> otherRun() {
        return otherRun;
    }

    /** Whether it stops the order by itself. */
    public boolean blocks() {
        return outcome == Outcome.FAILED || outcome == Outcome.UNCHECKED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckResult that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return outcome + " " + id + ": "
                + remedy.map(todo -> Plain.sentence(found) + " " + todo).orElse(found);
    }

    private List<Object> parts() {
        return List.of(id, check, outcome, found, expected, remedy, requestId, cause, otherRun);
    }
}
