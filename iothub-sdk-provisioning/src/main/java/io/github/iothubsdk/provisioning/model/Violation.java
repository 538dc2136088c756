package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;

/**
 * One thing that must be put right before anything is ordered.
 *
 * @param field the field of the request, or the name of the failed check
 * @param value what was given or found; masked when secret
 * @param rule what is expected
 * @param remedy what to do
 */
public record Violation(String field, String value, String rule, String remedy) {

    /** In plain words: on one line each, without characters that would move a terminal, and cut. */
    public Violation {
        field = Plain.line(field);
        value = Plain.line(value);
        rule = Plain.line(rule);
        remedy = Plain.line(remedy);
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return field + ": found " + (value.isEmpty() ? "nothing" : value) + "; expected " + rule + ". " + remedy;
    }
}
