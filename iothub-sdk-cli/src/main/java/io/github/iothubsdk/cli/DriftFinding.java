package io.github.iothubsdk.cli;

import java.util.Locale;

/**
 * Something in which what was recorded is not what a dialect says.
 *
 * @param tier how much it matters
 * @param code what it is, for programs
 * @param operation the dialect's, such as {@code list}; empty for a call that it does not have
 * @param where which field, dotted below the answer, or which path
 * @param words for people
 */
record DriftFinding(Tier tier, String code, String operation, String where, String words) {

    /** From the least to the most. */
    enum Tier {
        /** Something that the dialect does not name; nothing fails for it. */
        INFORMATION,
        /** Something is missing, or has another name: what depends on it is not known. */
        WARNING,
        /** It has another type, or is not understood: the SDK cannot go on with it. */
        ERROR
    }

    String line() {
        return tier.name().toLowerCase(Locale.ROOT) + "  " + (operation.isEmpty() ? "" : operation + ": ") + words;
    }
}
