package io.github.iothubsdk.provisioning.internal.gateway;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long the service's texts may be: what is kept in memory for each row, or written to the journal, has an end. */
final class Texts {

    /** Ids, names, status words and times, in characters; published ones have 64 at the most. */
    static final int ID = 256;
    /** Descriptions and what else is told to people, in characters. */
    static final int TEXT = 4_000;

    private Texts() {}

    /** Whether none of those that are there is longer than this. */
    static boolean fit(int most, @Nullable String... texts) {
        return Arrays.stream(texts).allMatch(text -> text == null || text.length() <= most);
    }
}
