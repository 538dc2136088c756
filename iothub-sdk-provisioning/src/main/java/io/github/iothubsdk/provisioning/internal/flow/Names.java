package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.Optional;

/**
 * The names that runs of the journal are creating: creating one of them again would order it twice. Thread-safe.
 *
 * <p>A run keeps its name until another one wants it and finds, while it owns the former, that it can order nothing more.
 */
final class Names {

    private final Journal journal;
    private final ProgressCodec codec;

    Names(Journal journal, ProgressCodec codec) {
        this.journal = journal;
        this.codec = codec;
    }

    /**
     * Takes the name for a run that the caller owns, unless another one may still order it: then that one.
     *
     * @throws JournalException when the journal cannot be used, or the run that has the name cannot be read
     */
    Optional<RunId> take(CreateInstanceRequest request, RunId runId) {
        String name = request.region() + "/" + request.name();
        RunId holder = journal.reserve(name, runId, Optional.empty());
        while (!holder.equals(runId)) {
            try (Journal.OwnedRun former = journal.own(holder)) {
                if (mayStillOrder(codec.fold(holder, former.entries()))) {
                    return Optional.of(holder);
                }
                holder = journal.reserve(name, runId, Optional.of(holder));
            } catch (JournalException.Owned e) {
                return Optional.of(holder);
            }
        }
        return Optional.empty();
    }

    /** A run without entries never began. */
    private static boolean mayStillOrder(Optional<Progress> run) {
        return run.filter(progress ->
                        progress.ended().isEmpty() || progress.ended().get() == Ending.UNKNOWN)
                .isPresent();
    }
}
