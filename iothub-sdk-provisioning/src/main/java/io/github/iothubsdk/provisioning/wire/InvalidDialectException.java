package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A text that is no dialect. Nothing was sent. */
public final class InvalidDialectException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidDialectException(String what, List<String> problems) {
        super(what + " is not a dialect:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(requireNonNull(problems, "problems"));
    }

    /** All that is wrong with it, one line each. */
    public List<String> problems() {
        return problems;
    }
}
