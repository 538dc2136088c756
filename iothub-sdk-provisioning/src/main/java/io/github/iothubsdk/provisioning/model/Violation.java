package io.github.iothubsdk.provisioning.model;

/**
 * One thing that must be put right before anything is ordered.
 *
 * @param field the field of the request, or the name of the failed check
 * @param value what was given or found; masked when secret
 * @param rule what is expected
 * @param remedy what to do
 */
public record Violation(String field, String value, String rule, String remedy) {

    /** One line for a person. */
    @Override
    public String toString() {
        return field + ": found " + (value.isEmpty() ? "nothing" : value) + "; expected " + rule + ". " + remedy;
    }
}
