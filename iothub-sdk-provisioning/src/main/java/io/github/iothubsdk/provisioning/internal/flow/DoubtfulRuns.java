package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.Optional;

/** Runs of which it is not known whether they have ordered, given up or not. */
record DoubtfulRuns(Journal journal, ProgressCodec codec) {

    /**
     * Refuses to give to another run what may be the order of one of these: taken up again, it would find that it has none,
     * and order once more.
     *
     * @throws ProvisioningException.Invalid naming the run that is to be resolved in its place
     */
    void requireNone(CreateInstanceRequest request, String subject, Place here, Optional<Owner> owner) {
        journal.runs().stream()
                .flatMap(runId -> read(runId).stream())
                .filter(run -> run.place().address().equals(here.address()))
                .filter(run -> mayHaveOrdered(run, request, owner))
                .filter(run -> !wasThereBefore(run, subject))
                .findFirst()
                .ifPresent(run -> {
                    throw refused(run);
                });
    }

    /** One that cannot be read does not go on. Restored, it finds the order taken, and orders nothing. */
    private Optional<Progress> read(RunId runId) {
        try {
            return codec.fold(runId, journal.read(runId));
        } catch (JournalException.Unreadable e) {
            return Optional.empty();
        }
    }

    /** It has noted what was there before it ordered. */
    private static boolean wasThereBefore(Progress run, String subject) {
        return run.doubt(StepIds.PLACE_ORDER)
                .map(Claim::before)
                .filter(before ->
                        before.orders().contains(subject) || before.instances().contains(subject))
                .isPresent();
    }

    /** In any region: names are reserved for all of them, and an order does not tell its own. */
    private static boolean mayHaveOrdered(Progress run, CreateInstanceRequest request, Optional<Owner> owner) {
        boolean another = run.owner().isPresent()
                && owner.filter(whose -> !whose.isSameAs(run.owner().get())).isPresent();
        return !another
                && run.doubt(StepIds.PLACE_ORDER).isPresent()
                && run.request().name().equals(request.name());
    }

    private static ProvisioningException refused(Progress run) {
        return new ProvisioningException.Invalid(
                new Where(null, StepIds.JOURNAL, null, null),
                List.of(Violation.of(
                                "adoption-refused",
                                "adopt",
                                "it may be the order of run " + run.runId() + ", whose answer was lost",
                                "an order that no run of this journal may have placed",
                                "Resolve run " + run.runId() + " with the order in its place, then resume it.")
                        .withOtherRun(run.runId())));
    }
}
