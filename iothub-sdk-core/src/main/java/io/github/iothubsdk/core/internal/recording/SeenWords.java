package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.recording.Chance.Throws;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The values that were not told, so that none of them is told as a name: by hashes, in whatever case of letters. Not
 * thread-safe.
 */
final class SeenWords {

    /** In characters; what is longer is no field's name. */
    private static final int LONGEST = 100;

    private final Chance chance;
    private final Set<Long> hashes = new HashSet<>();

    SeenWords(Chance chance) {
        this.chance = chance;
    }

    void add(String word) {
        if (!word.isBlank() && word.length() <= LONGEST && !isFull()) {
            hashes.add(hash(word));
        }
    }

    /** Whether it was a value, or may have been: what came when there was no more room is not known. */
    boolean knows(String word) {
        return isFull() || hashes.contains(hash(word));
    }

    int size() {
        return hashes.size();
    }

    private boolean isFull() {
        return hashes.size() >= Substitution.MOST;
    }

    private long hash(String word) {
        Throws sides = chance.of("word " + word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), 0);
        return ((long) sides.below(Integer.MAX_VALUE) << Integer.SIZE) | sides.below(Integer.MAX_VALUE);
    }
}
