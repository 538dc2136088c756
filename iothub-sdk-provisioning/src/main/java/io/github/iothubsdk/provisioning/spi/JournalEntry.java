package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One line of a run's journal; a journal stores and returns it as it is.
 *
 * @param at when it was written
 * @param kind what it says
 * @param step the step it is about; empty for the run itself
 * @param data one line of JSON, never holding a secret
 */
public record JournalEntry(Instant at, Kind kind, String step, String data) {
    /** Refuses what is null. */
    public JournalEntry {
        requireNonNull(at, "at");
        requireNonNull(data, "data");
        requireNonNull(kind, "kind");
        requireNonNull(step, "step");
    }

    /** An entry that is there and cannot be understood: its run goes on no more, and can only be given up. */
    public static JournalEntry unreadable(String why) {
        requireNonNull(why, "why");
        return new JournalEntry(Instant.EPOCH, Kind.UNREADABLE, "", why);
    }

    /** What an entry says. */
    public enum Kind {
        /** The run exists: its request, without the password, and its client token. */
        BEGUN,
        /** The caller changed a term of the request, such as the ceiling; the account became known; a person decided. */
        AMENDED,
        /** A step is about to do what may spend money, or that call has ended without a clear answer. */
        CLAIMED,
        /** What was claimed did not happen, by proof, or has left no trace for the quiet period. */
        RELEASED,
        /** A milestone. */
        REACHED,
        /** What was seen while waiting, when it changed. It may be lost with the power, since it can be seen again. */
        SEEN,
        /** The run stopped and can be resumed: why. It may be lost with the power, since it decides nothing. */
        STOPPED,
        /** The run ended. */
        ENDED,
        /** Never written: an entry that is there and cannot be understood; its data says why. */
        UNREADABLE;

        /** Whether it must survive a power cut once it was written. */
        public boolean mustLast() {
            return this != SEEN && this != STOPPED;
        }
    }
}
