package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.Optional;

/** Lets a run go on only where it was begun, and only for the account that began it. Thread-safe. */
public final class OwnerGate {

    private final Accounts accounts;
    private final Place here;
    private final boolean otherDialects;
    private final NameReservations names;

    /**
     * Asks these accounts, and reserves names in this journal.
     *
     * @param otherDialects whether runs that were begun in another dialect may go on
     */
    public OwnerGate(Accounts accounts, Place here, boolean otherDialects, Journal journal) {
        this.accounts = accounts;
        this.here = here;
        this.otherDialects = otherDialects;
        this.names = new NameReservations(journal, here.endpoint());
    }

    NameReservations names() {
        return names;
    }

    /**
     * The unfinished run of the journal that is creating an instance of this name for the account of the credentials; empty
     * also when that cannot be told.
     */
    public Optional<RunId> creating(String name, Deadline deadline) {
        try {
            return ask(deadline).flatMap(owner -> names.creating(owner, name));
        } catch (JournalException e) {
            return Optional.empty(); // as before the first run
        }
    }

    /** Whether an order of this account is a run's of the journal. */
    boolean isKnownOrder(String number, Deadline deadline) {
        return names.holderOfOrder(accounts.ask(deadline), number).isPresent();
    }

    Place here() {
        return here;
    }

    /** The owner, when it can be told now; a run may begin without, and is asked again before anything is sent. */
    Optional<Owner> ask(Deadline deadline) {
        try {
            return Optional.of(accounts.ask(deadline));
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks before a turn.
     *
     * @throws ApiException when the owner cannot be told now
     * @throws ProvisioningException when it is another's run, or when another run has its name
     */
    void pass(Run run, StepContext context) {
        requireHere(run, context.where(null, null));
        Owner owner = run.progress().owner().orElse(null);
        if (owner == null) {
            learn(run, context);
        } else if (!owner.key().equals(accounts.fingerprint())) {
            requireSame(owner, accounts.ask(context.deadline()), context.where(null, null));
        }
    }

    /**
     * Looks again right before a call that may spend money, normally without asking anybody: at whose the credentials are,
     * which are kept for that call until {@link #letGo}, and whether the name is still this run's.
     */
    void confirm(Run run, Where where, Deadline deadline) {
        Progress progress = run.progress();
        Owner owner = progress.owner()
                .orElseThrow(() -> new ProvisioningException.Unfinished(
                        where, UnfinishedReason.OTHER_ACCOUNT, "the account of this run is not known yet."));
        accounts.pin();
        if (!owner.key().equals(accounts.fingerprint())) {
            requireSame(owner, accounts.ask(deadline), where);
        }
        if (progress.hasBoughtNothing()) {
            requireName(owner, progress, where);
        }
    }

    /** The call of {@link #confirm} is over. */
    void letGo() {
        accounts.unpin();
    }

    private void requireName(Owner owner, Progress progress, Where where) {
        names.take(owner, progress.request(), progress.runId()).ifPresent(other -> {
            throw new ProvisioningException.Unfinished(
                    where,
                    UnfinishedReason.NAME_TAKEN_BY_ANOTHER_RUN,
                    "run " + other + " is creating an instance of the same name now.",
                    "Resume run " + other + ", or, when it has ordered nothing, abandon it first.",
                    other);
        });
    }

    private void learn(Run run, StepContext context) {
        Owner owner;
        try {
            owner = accounts.ask(context.deadline());
        } catch (ApiException.Misconfigured e) {
            return; // preflight says what is wrong with the credentials
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.UNAUTHENTICATED) {
                return;
            }
            throw e;
        }
        names.require(owner, run.progress().request(), run.progress().runId(), context.where(null, null));
        run.belongsTo(owner);
    }

    private void requireHere(Run run, Where where) {
        Place begun = run.progress().place();
        if (!begun.endpoint().equals(here.endpoint())) {
            throw new ProvisioningException.Unfinished(
                    where,
                    UnfinishedReason.OTHER_ENDPOINT,
                    "the run was begun at " + begun + ", and this client talks to " + here + ". Nothing was sent.",
                    "Use a client of that place.");
        }
        if (!otherDialects && !begun.speaksAs(here)) {
            throw new ProvisioningException.Unfinished(
                    where,
                    UnfinishedReason.OTHER_DIALECT,
                    "the run was begun in the dialect " + begun.spoken() + ", and this client speaks " + here.spoken()
                            + ". Nothing was sent.",
                    "Use a client of that dialect, or let the run go on in this one: goOnFromOtherDialects().");
        }
    }

    private static void requireSame(Owner owner, Owner other, Where where) {
        if (!owner.isSameAs(other)) {
            throw new ProvisioningException.Unfinished(
                    where,
                    UnfinishedReason.OTHER_ACCOUNT,
                    "the run was begun by " + owner + ", and the credentials are those of " + other
                            + ". Nothing was sent.",
                    "Use a key of " + owner + ".");
        }
    }
}
