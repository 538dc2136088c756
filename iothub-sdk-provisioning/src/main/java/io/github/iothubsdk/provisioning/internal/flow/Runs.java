package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of a journal: begins them, takes them up again, gives them up. Thread-safe. */
public final class Runs {

    /** A run that does not learn its owner in this time begins without, and is asked before anything is sent. */
    private static final Duration OWNER = Duration.ofSeconds(10);

    private final Journal journal;
    private final ProgressCodec codec;
    private final TimeSource timeSource;
    private final Run.Dependencies dependencies;
    private final NameReservations names;
    private final OwnerGate gate;
    private final RunMemory memory = new RunMemory();

    /** Keeps runs of this workflow in this journal, for those whom the gate lets pass. */
    public Runs(Journal journal, ProgressCodec codec, Workflow workflow, TimeSource timeSource, OwnerGate gate) {
        this.journal = journal;
        this.codec = codec;
        this.timeSource = timeSource;
        this.gate = gate;
        this.names = gate.names();
        this.dependencies = new Run.Dependencies(codec, workflow, timeSource, memory::settle);
    }

    /** Runs under keys of the caller's. */
    public RunsByKey byKey() {
        return new RunsByKey(this, journal, gate, memory);
    }

    /**
     * What was agreed to, as far as it is written down.
     *
     * @throws IllegalArgumentException when it cannot be understood
     */
    public CreateInstanceRequest request(ApprovedRun approval) {
        return approval.request(codec);
    }

    /**
     * Whether the journal says of which run an order is; also of one that was forgotten.
     *
     * @throws ApiException when it cannot be told whose the credentials are
     */
    public boolean isKnownOrder(String number, Deadline deadline) {
        return gate.isKnownOrder(number, deadline);
    }

    /** Where runs are begun. */
    public Place here() {
        return gate.here();
    }

    OwnerGate gate() {
        return gate;
    }

    NameReservations names() {
        return names;
    }

    /**
     * Journals a new run.
     *
     * @throws ProvisioningException.Invalid when the journal cannot be written, or when another run is creating an
     *     instance of the name: nothing was ordered, and the journal has no such run
     */
    public Run begin(RunId runId, CreateInstanceRequest request, Deadline deadline) {
        return begin(Beginning.of(runId, request), deadline, () -> journal.own(runId));
    }

    /** Journals a new run that orders nothing: an order that is there, or the order of an instance, is to be its own. */
    public Run beginAdopting(RunId runId, CreateInstanceRequest request, String subject, Deadline deadline) {
        Beginning with = new Beginning(runId, request, Optional.empty(), Optional.of(subject));
        return begin(with, deadline, () -> journal.own(runId));
    }

    Run begin(Beginning with, Deadline deadline, Supplier<Journal.OwnedRun> owning) {
        try {
            Run run = begin(owning.get(), with, Deadline.in(deadline.atMost(OWNER), timeSource));
            memory.keepPassword(with.runId(), with.request());
            return run;
        } catch (JournalException e) {
            throw new ProvisioningException.Invalid(
                    new Where(null, StepIds.JOURNAL, null, e),
                    List.of(Violation.of(
                            "journal-unwritable",
                            "journal",
                            String.valueOf(e.getMessage()),
                            "a journal that can be written",
                            "Mend it, then create again.")));
        } catch (ApiException.Interrupted e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException.Unfinished(
                    new Where(null, StepIds.JOURNAL, null, e),
                    UnfinishedReason.INTERRUPTED,
                    "the thread was interrupted before a run was begun.");
        }
    }

    /** The run is owned before its name is, so that nobody takes it for one that never began. */
    private Run begin(Journal.OwnedRun owned, Beginning with, Deadline deadline) {
        try {
            Optional<Owner> owner = with.owner(gate.ask(deadline));
            owner.ifPresent(whose ->
                    names.require(whose, with.request(), with.runId(), new Where(null, StepIds.JOURNAL, null, null)));
            with.requireNoDoubt(new DoubtfulRuns(journal, codec), gate.here(), owner); // now that the name is its own
            return Run.begin(owned, with.progress(gate.here(), owner, timeSource.now()), dependencies);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /**
     * Takes a run up again.
     *
     * @param ceiling replaces the request's, when given
     * @throws ProvisioningException.Unfinished when the journal has no such run, when another owner has it, when the run had ended and another one is
     *     creating an instance of its name now, or when the journal cannot be used
     */
    public Run take(RunId runId, Optional<Money> ceiling) {
        return readied(takeToEnd(runId), ceiling);
    }

    /** A run that was taken goes on when it has passed the gate: until then nothing is written to it. */
    Run readied(Run run, Optional<Money> ceiling) {
        memory.completePassword(run);
        run.whenPassed(() -> goOn(run, ceiling));
        return run;
    }

    private void goOn(Run run, Optional<Money> ceiling) {
        Progress progress = run.progress();
        if (progress.ended().filter(Ending.INVALID::equals).isPresent()
                && progress.approved().isPresent()
                && ApprovedRun.isUsedUp(progress)) {
            throw ApprovedRun.usedUp(run.where(StepIds.JOURNAL, null, null));
        }
        if (progress.hasBoughtNothing() && progress.ended().isPresent()) {
            progress.owner()
                    .flatMap(owner -> names.take(owner, progress.request(), progress.runId()))
                    .ifPresent(other -> {
                        throw new ProvisioningException.Unfinished(
                                run.where(StepIds.JOURNAL, null, null),
                                UnfinishedReason.NAME_TAKEN_BY_ANOTHER_RUN,
                                "run " + other + " is creating an instance of the same name now.",
                                "Resume run " + other + ", or, when it has ordered nothing, abandon it first.",
                                other);
                    });
        }
        if (progress.ended().filter(Ending.DONE::equals).isEmpty()) {
            run.takenUp();
            ceiling.ifPresent(most -> amend(run, most));
        }
    }

    /** A ceiling that is given again is the caller's word to pay what was accepted and is still not paid. */
    private static void amend(Run run, Money spendAtMost) {
        run.amend(spendAtMost);
        if (run.waitsForAWord()) {
            run.settle();
        }
    }

    /** Takes a run in order to end it, whoever has its name. */
    public Run takeToEnd(RunId runId) {
        return taken(runId, readable(runId, () -> owned(runId)));
    }

    /** A run of which entries are there, for who owns it. */
    Run taken(RunId runId, Journal.OwnedRun owned) {
        try {
            Progress progress =
                    readable(runId, () -> codec.fold(runId, owned.entries())).orElseThrow(Runs::noSuchRun);
            Run run = Run.resume(owned, progress, dependencies);
            memory.recall(run);
            return run;
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /** A run that is there: owning one that is not would begin it. */
    private Journal.OwnedRun owned(RunId runId) {
        if (journal.read(runId).isEmpty()) {
            throw noSuchRun();
        }
        return journal.own(runId);
    }

    /**
     * Gives a run up, also one that cannot be read; one that is over stays as it ended, unless it would go on with its
     * approval.
     */
    public void abandon(RunId runId) {
        readable(runId, () -> {
            try (Journal.OwnedRun owned = owned(runId)) {
                if (owned.entries().isEmpty()) { // forgotten meanwhile
                    throw noSuchRun();
                }
                if (!isOver(runId, owned)) {
                    owned.append(codec.entry(timeSource.now(), Kind.ENDED, "", ProgressCodec.End.of(Ending.ABANDONED)));
                }
                memory.forget(runId);
                return runId;
            }
        });
    }

    /** Keeps its order, too: that stays its own, also when it was not reserved yet; who cannot be read has none. */
    private boolean isOver(RunId runId, Journal.OwnedRun owned) {
        Optional<Ending> over = ProgressCodec.ending(owned.entries()).filter(RunMemory.OVER::contains);
        Optional<Progress> progress;
        try {
            progress = codec.fold(runId, owned.entries());
        } catch (JournalException.Unreadable e) {
            return over.isPresent();
        }
        progress.ifPresent(names::reserveOrderOf);
        return over.isPresent() && progress.filter(Progress::leavesItsApproval).isEmpty();
    }

    static <T> T readable(@Nullable RunId runId, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JournalException e) {
            throw new ProvisioningException.Unfinished(
                    new Where(runId, StepIds.JOURNAL, null, e),
                    UnexpectedFailures.reason(e),
                    String.valueOf(e.getMessage()));
        }
    }

    /** What another journal knows of it is not known here. */
    static ProvisioningException noSuchRun() {
        return new ProvisioningException.Unfinished(
                new Where(null, StepIds.JOURNAL, null, null),
                UnfinishedReason.NO_SUCH_RUN,
                "this journal has no such run.",
                "List its runs with unfinishedRuns(), or check the journal's path.");
    }
}
