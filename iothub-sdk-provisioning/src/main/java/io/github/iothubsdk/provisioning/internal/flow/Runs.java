package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of a journal: begins them, takes them up again, reads them. Thread-safe. */
public final class Runs {

    private static final Set<Ending> MAY_ORDER_AGAIN = Set.of(Ending.INVALID, Ending.ABANDONED);

    private final Journal journal;
    private final ProgressCodec codec;
    private final Ticker ticker;
    /** Passwords given to this process; the journal never holds them. */
    private final Map<RunId, Secret> passwords = new ConcurrentHashMap<>();
    /** What was seen of runs that wait: the journal holds only what was news. */
    private final Map<RunId, Sighting> sightings = new ConcurrentHashMap<>();

    private final Names names;

    /** Keeps runs in this journal. */
    public Runs(Journal journal, ProgressCodec codec, Ticker ticker) {
        this.journal = journal;
        this.codec = codec;
        this.ticker = ticker;
        this.names = new Names(journal, codec);
    }

    /**
     * Journals a new run.
     *
     * @throws ProvisioningException.Invalid when the journal cannot be written: nothing was ordered
     */
    public Run begin(RunId runId, CreateInstanceRequest request) {
        try {
            Run run = begin(journal.own(runId), runId, request);
            request.database().password().ifPresent(password -> passwords.put(runId, password));
            return run;
        } catch (JournalException e) {
            throw invalid(
                    runId,
                    "journal",
                    String.valueOf(e.getMessage()),
                    "a journal that can be written",
                    "Mend it, then create again.",
                    e);
        }
    }

    /** The run is owned before its name is, so that nobody takes it for one that never began. */
    private Run begin(Journal.OwnedRun owned, RunId runId, CreateInstanceRequest request) {
        try {
            Names.Taken name = names.take(request, runId);
            name.by().ifPresent(other -> {
                throw invalid(
                        runId,
                        "name",
                        request.name(),
                        "a name that no unfinished run is creating",
                        "Resume run " + other + ", or abandon it.",
                        null);
            });
            Progress begun = Progress.begun(runId, request, UUID.randomUUID().toString(), ticker.now(), name.bought());
            return Run.begin(owned, codec, ticker, begun, this::settle);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /**
     * Takes a run up again.
     *
     * @param ceiling replaces the request's, when given
     * @throws ProvisioningException.Invalid when the journal has no such run
     * @throws ProvisioningException.Unfinished when another owner has it, when the run had ended and another one is
     *     creating an instance of its name now, or when the journal cannot be used
     */
    public Run take(RunId runId, Optional<Money> ceiling) {
        Run run = takeToEnd(runId);
        try {
            return readable(runId, () -> ready(run, ceiling));
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    private Run ready(Run run, Optional<Money> ceiling) {
        RunId runId = run.progress().runId();
        if (run.progress().ended().filter(MAY_ORDER_AGAIN::contains).isPresent()) {
            Names.Taken name = names.take(run.progress().request(), runId);
            name.by().ifPresent(other -> {
                throw new ProvisioningException.Unfinished(
                        new Where(runId, "journal", null, null),
                        "run " + other + " is creating an instance of the same name now. Resume run " + other
                                + ", or abandon it first.");
            });
            run.comesAfter(name.bought());
        }
        Optional.ofNullable(passwords.get(runId))
                .ifPresent(password -> run.complete(with(run.progress().request(), password)));
        ceiling.ifPresent(run::amend);
        return run;
    }

    /** Takes a run in order to end it, whoever has its name. */
    public Run takeToEnd(RunId runId) {
        Journal.OwnedRun owned = readable(runId, () -> journal.own(runId));
        try {
            Progress progress =
                    readable(runId, () -> codec.fold(runId, owned.entries())).orElseThrow(() -> noSuchRun(runId));
            Run run = Run.resume(owned, codec, ticker, progress, this::settle);
            Optional.ofNullable(sightings.get(runId)).ifPresent(run::recall);
            return run;
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /** The state of a run, without owning it. */
    public Optional<Progress> read(RunId runId) {
        return readable(runId, () -> codec.fold(runId, journal.read(runId)));
    }

    /** Every run; one that cannot be read does not hide the others. */
    public List<RunSummary> summaries(Function<Progress, RunSummary> summary) {
        List<RunSummary> summaries = new ArrayList<>();
        for (RunId runId : journal.runs()) {
            try {
                read(runId).map(summary).ifPresent(summaries::add);
            } catch (ProvisioningException.Unfinished e) {
                summaries.add(RunSummary.unreadable(runId, e.lastSeen()));
            }
        }
        return summaries;
    }

    /** A run that has ended for good needs its password no more; one that waits goes on from what was seen. */
    private void settle(Progress progress) {
        if (progress.ended().filter(Ending.DONE::equals).isPresent()) {
            passwords.remove(progress.runId());
        }
        sightings.compute(
                progress.runId(),
                (runId, before) -> progress.ended().isPresent()
                        ? null
                        : progress.lastSeen().orElse(null));
    }

    private static CreateInstanceRequest with(CreateInstanceRequest request, Secret password) {
        RdsDatabase rds = request.database();
        return request.toBuilder()
                .database(RdsDatabase.of(rds.instanceId(), rds.database(), rds.host(), rds.user(), password))
                .build();
    }

    private static <T> T readable(RunId runId, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JournalException e) {
            throw new ProvisioningException.Unfinished(
                    new Where(runId, "journal", null, e), String.valueOf(e.getMessage()));
        }
    }

    private static ProvisioningException noSuchRun(RunId runId) {
        return invalid(
                runId, "runId", runId.value(), "a run of this journal", "List them with unfinishedRuns().", null);
    }

    private static ProvisioningException invalid(
            RunId runId, String field, String value, String rule, String remedy, @Nullable Throwable cause) {
        return new ProvisioningException.Invalid(
                new Where(runId, "journal", null, cause), List.of(new Violation(field, value, rule, remedy)));
    }
}
