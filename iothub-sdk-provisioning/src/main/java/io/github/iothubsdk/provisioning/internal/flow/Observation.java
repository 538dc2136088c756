package io.github.iothubsdk.provisioning.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a waiting step saw last.
 *
 * @param state in a word; a change of it is journaled
 * @param words for a person
 * @param present whether the thing waited for has been seen at all, now or earlier
 * @param since when these words were first seen without a break
 * @param at when they were last seen
 * @param looks how often in a row
 */
public record Observation(String state, String words, boolean present, Instant since, Instant at, int looks) {

    /** Nothing may be missing. */
    public Observation {
        Objects.requireNonNull(state);
        Objects.requireNonNull(words);
        Objects.requireNonNull(since);
        Objects.requireNonNull(at);
    }

    /** A first look. */
    static Observation first(String state, String words, boolean present, Instant at) {
        return new Observation(state, words, present, at, at, 1);
    }

    /** The next look. */
    Observation then(Observation next) {
        boolean ever = present || next.present;
        return words.equals(next.words)
                ? new Observation(next.state, words, ever, since, next.at, looks + 1)
                : new Observation(next.state, next.words, ever, next.at, next.at, 1);
    }

    boolean sameState(Observation other) {
        return state.equals(other.state) && present == other.present;
    }

    /** How long it has looked like this. */
    public Duration lasted() {
        return Duration.between(since, at);
    }
}
