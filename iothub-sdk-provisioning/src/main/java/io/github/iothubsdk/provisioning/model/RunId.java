package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one run: one intended instance, from its request to its end, across restarts.
 *
 * @param value 1 to 64 of {@code a-z 0-9 -}, safe as a file name
 */
public record RunId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Checks the shape. */
    public RunId {
        requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a run id: it must be 1 to 64 of a-z, 0-9 and -");
        }
    }

    /** Whether a text has the shape of one. */
    public static boolean isValid(String text) {
        requireNonNull(text, "text");
        return SHAPE.matcher(text).matches();
    }

    /**
     * One of the caller's, such as the number of an order in a shop: the same id is the same run, on every node.
     *
     * @throws IllegalArgumentException when it has another shape
     */
    public static RunId of(String value) {
        requireNonNull(value, "value");
        return new RunId(value);
    }

    /** A new one, different from all others. */
    public static RunId random() {
        return new RunId("run-" + UUID.randomUUID());
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
