package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.ArrayList;
import java.util.List;
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
     * Whose the name is now.
     *
     * @param by another run that may still order it; empty when it is the caller's
     * @param bought by the runs that had it before: their orders and instances
     */
    record Taken(Optional<RunId> by, List<String> bought) {}

    /**
     * Takes the name for a run that the caller owns, unless another one may still order it.
     *
     * @throws JournalException when the journal cannot be used, or the run that has the name cannot be read
     */
    Taken take(CreateInstanceRequest request, RunId runId) {
        String name = request.region() + "/" + request.name();
        List<String> bought = new ArrayList<>();
        RunId holder = journal.reserve(name, runId, Optional.empty());
        while (!holder.equals(runId)) {
            try (Journal.OwnedRun former = journal.own(holder)) {
                Optional<Progress> progress = codec.fold(holder, former.entries());
                if (progress.filter(Progress::mayStillOrder).isPresent()) { // one without entries never began
                    return new Taken(Optional.of(holder), List.of());
                }
                progress.ifPresent(ended -> bought.addAll(ended.bought()));
                holder = journal.reserve(name, runId, Optional.of(holder));
            } catch (JournalException.Owned e) {
                return new Taken(Optional.of(holder), List.of());
            }
        }
        return new Taken(Optional.empty(), bought);
    }
}
