package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forgets runs that are over. Their orders stay reserved, so that none is taken for another run's, and their ids are never
 * used again, so that a key that is delivered late orders nothing. Thread-safe.
 */
public final class Retention {

    private final Journal journal;
    private final NameReservations names;
    private final TimeSource timeSource;

    /** Forgets runs of this journal. */
    public Retention(Journal journal, OwnerGate gate, TimeSource timeSource) {
        this.journal = journal;
        this.names = gate.names();
        this.timeSource = timeSource;
    }

    /**
     * Forgets one run.
     *
     * @throws ProvisioningException.Unfinished when it is not over, when another owner has it, or when there is none
     */
    public void forget(RunId runId) {
        Runs.readable(runId, () -> {
            if (journal.read(runId).isEmpty()) {
                throw Runs.noSuchRun();
            }
            try (Journal.OwnedRun owned = journal.own(runId)) {
                if (owned.entries().isEmpty()) { // forgotten meanwhile
                    throw Runs.noSuchRun();
                }
                if (endedAt(owned.entries()).isEmpty()) {
                    throw new ProvisioningException.Unfinished(
                            new Where(runId, StepIds.JOURNAL, null, null),
                            UnfinishedReason.NOT_OVER,
                            "the run is not over, or may have left something that is paid for: nothing of it was"
                                    + " forgotten.",
                            "Resume it or resolve it first; abandon it when it has ordered nothing, or when nothing comes"
                                    + " of its order.");
                }
                names.retire(runId);
                owned.delete();
            }
            return runId;
        });
    }

    /**
     * Forgets every run that has been over for so long; those that another owner has, or that cannot be read, are left for the
     * next time.
     */
    public List<RunId> forgetEnded(Duration olderThan) {
        Instant before = before(olderThan);
        List<RunId> forgotten = new ArrayList<>();
        for (RunId runId : Runs.readable(null, journal::runs)) {
            if (endedBefore(runId, before) && isForgotten(runId)) {
                forgotten.add(runId);
            }
        }
        return List.copyOf(forgotten);
    }

    private Instant before(Duration olderThan) {
        try {
            return timeSource.now().minus(olderThan);
        } catch (DateTimeException | ArithmeticException e) {
            return olderThan.isNegative() ? Instant.MAX : Instant.MIN;
        }
    }

    /** One that cannot be read keeps no other from being forgotten. */
    private boolean endedBefore(RunId runId, Instant before) {
        try {
            return endedAt(journal.read(runId))
                    .filter(at -> !at.isAfter(before))
                    .isPresent();
        } catch (JournalException e) {
            return false;
        }
    }

    private boolean isForgotten(RunId runId) {
        try {
            forget(runId);
            return true;
        } catch (ProvisioningException.Unfinished e) {
            if (e.getCause() instanceof JournalException && !(e.getCause() instanceof JournalException.Owned)) {
                throw e;
            }
            return false;
        }
    }

    private static Optional<Instant> endedAt(List<JournalEntry> entries) {
        return ProgressCodec.ending(entries)
                .filter(RunMemory.OVER::contains)
                .map(ending -> entries.get(entries.size() - 1).at());
    }
}
