package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.List;
import java.util.Objects;

/** One thing that must be put right before anything is ordered. Immutable. */
public final class Violation {

    private final String code;
    private final String field;
    private final String value;
    private final String rule;
    private final String remedy;
    private final List<CheckId> checks;

    Violation(String code, String field, String value, String rule, String remedy, List<CheckId> checks) {
        this.code = Objects.requireNonNull(code, "code");
        this.field = Plain.line(Objects.requireNonNull(field, "field"));
        this.value = Plain.line(Objects.requireNonNull(value, "value"));
        this.rule = Plain.line(Objects.requireNonNull(rule, "rule"));
        this.remedy = Plain.line(Objects.requireNonNull(remedy, "remedy"));
        this.checks = List.copyOf(checks);
    }

    /** One with these words, each made plain: on one line, without characters that would move a terminal, and cut. */
    public static Violation of(String code, String field, String value, String rule, String remedy) {
        return new Violation(code, field, value, rule, remedy, List.of());
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
    public String value() {
        return value;
    }

    /** What is expected. */
    public String rule() {
        return rule;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }

    /** The checks that it stops: the failed one and those that wait for it, or all that could not be made for it. */
    public List<CheckId> checks() {
        return checks;
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
        return field + ": found " + (value.isEmpty() ? "nothing" : Plain.clause(value)) + "; expected "
                + Plain.sentence(rule) + " " + Plain.sentence(remedy);
    }

    private List<Object> parts() {
        return List.of(code, field, value, rule, remedy, checks);
    }
}
