package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Where runs survive the death of their process: an append-only list of entries for each run.
 *
 * <p>Implementations are thread-safe. What {@link OwnedRun#append} has returned from must survive a power cut,
 * when its kind {@linkplain JournalEntry.Kind#mustLast must last}.
 */
public interface Journal {

    /**
     * Takes the run for this owner alone, until closed; a run that is not there yet is empty.
     *
     * @throws JournalException.Owned at once, naming the owner, when another one has it
     * @throws JournalException when the journal cannot be used
     */
    OwnedRun own(RunId run);

    /**
     * Reserves a key, such as the name of what is about to be bought, for a run: durably, and in one step for all owners
     * of the journal. A reservation lasts until it is passed on.
     *
     * @param over the run that may lose the key to this one, when it has it
     * @return who has the key now: this run, or the one that keeps it
     * @throws JournalException when the journal cannot be used
     */
    RunId reserve(String key, RunId run, Optional<RunId> over);

    /**
     * Who has a reserved key; empty when nobody has reserved it.
     *
     * @throws JournalException when the journal cannot be used
     */
    Optional<RunId> holder(String key);

    /**
     * The entries of a run, without owning it; empty when there is no such run.
     *
     * @throws JournalException when the journal cannot be used
     */
    List<JournalEntry> read(RunId run);

    /**
     * Every run that the journal has, in no particular order.
     *
     * @throws JournalException when the journal cannot be used, or is not there: a wrong path is never "no runs"
     */
    List<RunId> runs();

    /**
     * What stands in the way of writing a run, as far as a look tells; nothing is created or written. Before an order is
     * put to a person, the preflight asks this. Default: nothing is known to.
     *
     * @return in words for a person; empty when nothing is seen, which does not promise that the next write will do
     * @throws JournalException when it cannot be looked at, which is an obstacle, too
     */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** A run that nobody else can write to. */
    interface OwnedRun extends AutoCloseable {

        /** The entries that are there, oldest first. */
        List<JournalEntry> entries();

        /**
         * Writes one entry durably.
         *
         * @throws JournalException when it is not certain that the entry is there, or when the ownership was lost
         */
        void append(JournalEntry entry);

        /**
         * Called at each turn, so that an ownership that ends by itself is kept up; default: nothing to keep up.
         *
         * @throws JournalException when the ownership was lost
         */
        default void renew() {}

        /**
         * Called right before each call that may spend money; default: the ownership cannot be lost.
         *
         * @throws JournalException when the ownership was lost, or when that cannot be told
         */
        default void verifyOwnership() {}

        /**
         * Removes the entries of a run that is over, durably and all at once: the journal has no such run then. What was
         * reserved for it stays reserved. Default: not supported.
         *
         * @throws UnsupportedOperationException when this journal keeps its runs for ever
         * @throws JournalException when it is not certain that they are removed, or when the ownership was lost
         */
        default void delete() {
            throw new UnsupportedOperationException("This journal keeps its runs for ever.");
        }

        /** Gives the run up. */
        @Override
        void close();
    }
}
