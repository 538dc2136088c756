package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.Optional;

/**
 * What runs of the journal have reserved: the names that they are creating, and the orders that are theirs. Thread-safe.
 *
 * <p>Two runs that create one name would order it twice, or take each other's order for a lost one of their own; whether
 * the order list of a region shows other regions' orders is not published, so that a name is reserved for all of them. A
 * run keeps its name until another one wants it and finds, while it owns the former, that it can order nothing more. An
 * order is reserved for ever.
 */
final class NameReservations {

    private final Journal journal;
    private final String endpoint;

    NameReservations(Journal journal, String endpoint) {
        this.journal = journal;
        this.endpoint = endpoint;
    }

    /**
     * Takes the name for a run that the caller owns.
     *
     * @throws ProvisioningException.Invalid naming the run that may still order it
     * @throws JournalException when the journal cannot be used
     */
    void require(Owner owner, CreateInstanceRequest request, RunId runId, Where where) {
        take(owner, request, runId).ifPresent(other -> {
            throw new ProvisioningException.Invalid(
                    where,
                    List.of(Violation.of(
                                    "name-reserved",
                                    "name",
                                    "run " + other + " is creating " + request.name(),
                                    "a name that no unfinished run is creating",
                                    "Resume run " + other + ", or, when it has ordered nothing, abandon it.")
                            .withOtherRun(other)));
        });
    }

    /** Another run that may still order the name; empty when it is the caller's now. */
    Optional<RunId> take(Owner owner, CreateInstanceRequest request, RunId runId) {
        String name = key("name", owner, request.name());
        RunId holder = journal.reserve(name, runId, Optional.empty());
        while (!holder.equals(runId)) {
            Optional<RunId> next = passOn(name, holder, runId);
            if (next.isEmpty()) {
                return Optional.of(holder);
            }
            holder = next.get();
        }
        return Optional.empty();
    }

    /**
     * Who has the name then; empty when its holder may still order it. The holder is owned meanwhile, so that nobody takes
     * it up. One without entries never began; one that cannot be read may order, unless it was given up.
     */
    private Optional<RunId> passOn(String name, RunId holder, RunId to) {
        try (Journal.OwnedRun former = journal.own(holder)) {
            boolean mayOrder =
                    !former.entries().isEmpty() && Progress.mayStillOrder(ProgressCodec.ending(former.entries()));
            return mayOrder ? Optional.empty() : Optional.of(journal.reserve(name, to, Optional.of(holder)));
        } catch (JournalException.Owned e) {
            return Optional.empty();
        }
    }

    /** The unfinished run that is creating the name, as far as the journal knows. */
    Optional<RunId> creating(Owner owner, String name) {
        return journal.holder(key("name", owner, name)).filter(holder -> {
            List<JournalEntry> entries = journal.read(holder);
            return !entries.isEmpty() && Progress.mayStillOrder(ProgressCodec.ending(entries));
        });
    }

    /** Makes an order this run's, unless it is another's; whose it is now. */
    RunId reserveOrder(Owner owner, String number, RunId runId) {
        return journal.reserve(key("order", owner, number), runId, Optional.empty());
    }

    /** Makes what a run has ordered its own, where that is not done yet. */
    void reserveOrderOf(Progress progress) {
        progress.owner()
                .ifPresent(owner -> progress.order()
                        .map(KnownOrder::number)
                        .ifPresent(number -> reserveOrder(owner, number, progress.runId())));
    }

    /** Whose the order is, as far as the journal knows. */
    Optional<RunId> holderOfOrder(Owner owner, String number) {
        return journal.holder(key("order", owner, number));
    }

    /** Makes sure that no run is ever begun under this id again. */
    void retire(RunId runId) {
        RunId unused = journal.reserve(retired(runId), runId, Optional.empty());
    }

    boolean isRetired(RunId runId) {
        return journal.holder(retired(runId)).isPresent();
    }

    private static String retired(RunId runId) {
        return "forgotten " + runId;
    }

    private String key(String what, Owner owner, String word) {
        return what + " " + endpoint + " " + owner.id() + " " + word;
    }
}
