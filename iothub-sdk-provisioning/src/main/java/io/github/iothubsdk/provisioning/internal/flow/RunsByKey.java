package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.Optional;

/** One key of the caller's is one run of one request, whoever calls with it and however often. Thread-safe. */
public final class RunsByKey {

    private final Runs runs;
    private final Journal journal;
    private final OwnerGate gate;
    private final RunMemory memory;

    RunsByKey(Runs runs, Journal journal, OwnerGate gate, RunMemory memory) {
        this.runs = runs;
        this.journal = journal;
        this.gate = gate;
        this.memory = memory;
    }

    /**
     * Begins a run under the caller's key, or takes up the one that was begun under it.
     *
     * @throws ProvisioningException.Invalid as {@link Runs#begin} does, when that run was begun with another request, or when
     *     the key is an approval's, whose run is not begun yet
     * @throws ProvisioningException.Unfinished as {@link Runs#take} does, or when that run was given up. A journal that cannot be
     *     read is no proof that nothing was ordered under the key
     */
    public Run beginOrTake(RunId runId, CreateInstanceRequest request, Deadline deadline) {
        return beginOrTake(runId, request, Optional.empty(), deadline);
    }

    /**
     * The same under an approval, whose id is the key: the one run that it is good for.
     *
     * @throws ProvisioningException.Invalid also when that run is over, or when the approval is of something else
     */
    public Run beginOrTake(ApprovedRun approval, CreateInstanceRequest request, Deadline deadline) {
        approval.requireFor(request, gate.here());
        return beginOrTake(approval.runId(), request, Optional.of(approval), deadline);
    }

    private Run beginOrTake(
            RunId runId, CreateInstanceRequest request, Optional<ApprovedRun> approval, Deadline deadline) {
        Journal.OwnedRun owned = ownedByKey(runId);
        if (owned.entries().isEmpty()) {
            requireUnused(runId, approval.isPresent(), owned);
            return runs.begin(new Beginning(runId, request, approval, Optional.empty()), deadline, () -> owned);
        }
        Run run = runs.taken(runId, owned);
        try {
            approval.ifPresent(given -> given.requireOpen(run.progress()));
            requireSame(run, owned, request);
            if (run.progress().ended().filter(Ending.INVALID::equals).isPresent()) {
                memory.forgetPassword(runId); // it was typed for what was refused
            }
            memory.keepPassword(runId, request);
            // The caller's request has what no journal holds: the password, and the text of the script.
            run.complete(request.toBuilder()
                    .spendAtMost(run.progress().request().spendAtMost())
                    .build());
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
        return runs.readied(run, Optional.empty());
    }

    private Journal.OwnedRun ownedByKey(RunId runId) {
        try {
            return journal.own(runId);
        } catch (JournalException e) {
            boolean there = Runs.readable(null, () -> !journal.read(runId).isEmpty());
            return Runs.readable(there ? runId : null, () -> {
                throw e;
            });
        }
    }

    private void requireUnused(RunId runId, boolean approved, Journal.OwnedRun owned) {
        try {
            if (!approved && ApprovedRun.isItsId(runId)) {
                throw new ProvisioningException.Invalid(
                        new Where(null, StepIds.JOURNAL, null, null),
                        List.of(Violation.of(
                                "run-id-of-approval",
                                "runId",
                                runId + " is the id of an approval, whose run is not begun yet",
                                "an id of the caller's own",
                                "Create by the approval, or take an id of its own for each request.")));
            }
            if (Runs.readable(null, () -> gate.names().isRetired(runId))) {
                throw new ProvisioningException.Invalid(
                        new Where(null, StepIds.JOURNAL, null, null),
                        List.of(Violation.of(
                                "run-id-forgotten",
                                "runId",
                                "a run " + runId + " has ended, and was forgotten by the caller's word",
                                "an id that no run ever had",
                                "Take an id of its own for each request.")));
            }
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private void requireSame(Run run, Journal.OwnedRun owned, CreateInstanceRequest request) {
        Progress found = run.progress();
        Progress wanted = Progress.begun(
                found.runId(), request, found.clientToken(), gate.here(), found.owner(), found.begunAt());
        List<String> differences =
                Runs.readable(found.runId(), () -> ProgressCodec.differences(owned.entries(), wanted));
        if (!differences.isEmpty()) {
            throw new ProvisioningException.Invalid(
                    new Where(null, StepIds.JOURNAL, null, null),
                    List.of(Violation.of(
                            "run-id-taken",
                            "runId",
                            "run " + found.runId() + " was begun with another request; what differs: "
                                    + String.join(", ", differences),
                            "the request that it was begun with, or an id that no run has",
                            "Take an id of its own for each request. For another ceiling, resume the run with it.")));
        }
        if (found.ended().filter(Ending.ABANDONED::equals).isPresent()) {
            throw new ProvisioningException.Unfinished(
                    run.where(StepIds.JOURNAL, null, null),
                    UnfinishedReason.GIVEN_UP,
                    "the run was given up.",
                    "Resume it to go on after all, or create under another id.");
        }
    }
}
