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

    private Violation(String code, String field, String value, String rule, String remedy) {
        this.code = Objects.requireNonNull(code, "code");
        this.field = Plain.line(Objects.requireNonNull(field, "field"));
        this.value = Plain.line(Objects.requireNonNull(value, "value"));
        this.rule = Plain.line(Objects.requireNonNull(rule, "rule"));
        this.remedy = Plain.line(Objects.requireNonNull(remedy, "remedy"));
    }

    /** One with these words, each made plain: on one line, without characters that would move a terminal, and cut. */
    public static Violation of(String code, String field, String value, String rule, String remedy) {
        return new Violation(code, field, value, rule, remedy);
    }

    /**
     * What is wrong, for programs: the failed check's {@link CheckId}, else a code such as {@code name-shape}. Codes are
     * lower-case words joined by hyphens and never change their meaning; docs/endings.md lists them.
     */
    public String code() {
        return code;
    }

    /** The field of the request, or the name of the failed check, for people. */
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
        return field + ": found " + (value.isEmpty() ? "nothing" : value) + "; expected " + rule + ". " + remedy;
    }

    private List<String> parts() {
        return List.of(code, field, value, rule, remedy);
    }
}
