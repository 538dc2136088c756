package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the runs of a journal without owning them. Thread-safe. */
public final class RunReader {

    private final Journal journal;
    private final ProgressCodec codec;
    private final Function<Progress, RunSummary> summary;

    /** Tells runs as these summaries. */
    public RunReader(Journal journal, ProgressCodec codec, Function<Progress, RunSummary> summary) {
        this.journal = journal;
        this.codec = codec;
        this.summary = summary;
    }

    /** A run at a glance, also one that cannot be read; empty when the journal has no such run. */
    public Optional<RunSummary> read(RunId runId) {
        try {
            return Runs.readable(runId, () -> codec.fold(runId, journal.read(runId)))
                    .map(summary);
        } catch (ProvisioningException.Unfinished e) {
            Optional<Ending> ended = Runs.readable(runId, () -> ProgressCodec.ending(journal.read(runId)));
            return Optional.of(RunSummary.unreadable(runId, e.lastSeen(), ended));
        }
    }

    /**
     * What happened to a run; empty when the journal has no such run.
     *
     * @throws ProvisioningException.Unfinished when it cannot be read
     */
    public Optional<RunHistory> history(RunId runId) {
        return Runs.readable(runId, () -> {
            List<JournalEntry> entries = journal.read(runId);
            return codec.fold(runId, entries)
                    .map(progress -> new Narrator(codec).tell(progress, summary.apply(progress), entries));
        });
    }

    /**
     * Every run; one that cannot be read does not hide the others.
     *
     * @throws ProvisioningException.Unfinished when the journal cannot be used
     */
    public List<RunSummary> all() {
        List<RunSummary> summaries = new ArrayList<>();
        for (RunId runId : Runs.readable(null, journal::runs)) {
            try {
                read(runId).ifPresent(summaries::add);
            } catch (ProvisioningException.Unfinished e) {
                summaries.add(RunSummary.unreadable(runId, e.lastSeen(), Optional.empty()));
            }
        }
        return summaries;
    }
}
