package io.github.iothubsdk.provisioning.model;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The instance list's status words (published as a model; it has no word for failure). */
public enum InstanceStatus {
    /** Resources are being prepared. */
    PREPARING,
    /** Being created. */
    BUILDING,
    /** Ready for use. */
    RUNNING,
    /** Suspended, as for arrears. */
    SUSPENDING,
    /** A word that this version does not know: taken as still on its way. */
    UNRECOGNISED;

    /** The constant of a word, in any case. */
    public static InstanceStatus of(@Nullable String word) {
        String upper = word == null ? "" : word.trim().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(status -> status.name().equals(upper))
                .findFirst()
                .orElse(UNRECOGNISED);
    }
}
