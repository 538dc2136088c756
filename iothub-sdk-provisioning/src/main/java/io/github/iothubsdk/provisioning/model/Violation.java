package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One thing that must be put right before anything is ordered. Immutable. */
public final class Violation {

    private final String code;
    private final String field;
    private final Optional<String> value;
    private final String rule;
    private final String remedy;
    private final List<CheckId> checks;
    private final boolean mayGoUnchecked;
    private final Optional<String> cause;
    private final Optional<RunId> otherRun;

    private Violation(
            String code,
            String field,
            Optional<String> value,
            String rule,
            String remedy,
            List<CheckId> checks,
            boolean mayGoUnchecked,
            Optional<String> cause,
            Optional<RunId> otherRun) {
        this.code = Objects.requireNonNull(code, "code");
        this.field = Plain.line(Objects.requireNonNull(field, "field"));
        this.value = value.map(Plain::line).filter(known -> !known.isEmpty());
        this.rule = Plain.line(Objects.requireNonNull(rule, "rule"));
        this.remedy = Plain.line(Objects.requireNonNull(remedy, "remedy"));
        this.checks = List.copyOf(checks);
        this.mayGoUnchecked = mayGoUnchecked;
        this.cause = cause;
        this.otherRun = otherRun;
    }

    /**
     * One with these words, each made plain: on one line, without characters that would move a terminal, and cut. The value
     * is {@code ""} when nothing was given or found.
     */
    public static Violation of(String code, String field, String value, String rule, String remedy) {
        Optional<String> found = Optional.of(Objects.requireNonNull(value, "value"));
        return new Violation(code, field, found, rule, remedy, List.of(), false, Optional.empty(), Optional.empty());
    }

    /** The same for these checks. */
    Violation stopping(List<CheckId> stopped, boolean maybeUnchecked) {
        return new Violation(code, field, value, rule, remedy, stopped, maybeUnchecked, cause, otherRun);
    }

    /** The same with why it is so, for programs: where what is wrong has several causes that are put right differently. */
    public Violation because(String why) {
        Optional<String> known = Optional.of(Objects.requireNonNull(why, "why"));
        return new Violation(code, field, value, rule, remedy, checks, mayGoUnchecked, known, otherRun);
    }

    /** The same with the run that is in the way. */
    public Violation withOtherRun(RunId run) {
        Optional<RunId> known = Optional.of(Objects.requireNonNull(run, "run"));
        return new Violation(code, field, value, rule, remedy, checks, mayGoUnchecked, cause, known);
    }

    /**
     * What is wrong, for programs: the failed check's {@link CheckId}, why checks could not be made, such as {@code
     * service-unreachable}, or what is wrong with a field, such as {@code name-shape}. Codes are lower-case words joined by
     * hyphens and never change their meaning; docs/endings.md lists them.
     */
    public String code() {
        return code;
    }

    /** The field of the request, the name of the check, or the ids of all that could not be made for it; for people. */
    public String field() {
        return field;
    }

    /** What was given or found; empty when that is nothing, and never a secret. */
    public Optional<String> value() {
        return value;
    }

    /** What is expected. */
    public String rule() {
        return rule;
    }

    /** What to do to put it right; {@link #mayGoUnchecked} tells of the other way. */
    public String remedy() {
        return remedy;
    }

    /** The checks that it stops: the failed one and those that wait for it, or all that could not be made for it. */
    public List<CheckId> checks() {
        return checks;
    }

    /**
     * Whether the checks could only not be made, so that a request that lets each of {@link #checks} go unchecked is ordered
     * all the same.
     */
    public boolean mayGoUnchecked() {
        return mayGoUnchecked;
    }

    /** Why it is so, for programs, such as {@code database-not-empty}; docs/endings.md lists what there is. */
    public Optional<String> cause() {
        return cause;
    }

    /** The run of this journal that is in the way, when one is: it has the name. */
    public Optional<RunId> otherRun() {
        return otherRun;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Violation that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return field + ": found " + value.map(Plain::clause).orElse("nothing") + "; expected " + Plain.sentence(rule)
                + " " + Plain.sentence(remedy) + allTheSame();
    }

    private String allTheSame() {
        if (!mayGoUnchecked) {
            return "";
        }
        return " To order all the same: "
                + (checks.size() == 1
                        ? "allowUnchecked(CheckId.of(\"" + checks.get(0) + "\"))."
                        : "let each of these checks go unchecked.");
    }

    private List<Object> parts() {
        return List.of(code, field, value, rule, remedy, checks, mayGoUnchecked, cause, otherRun);
    }
}
