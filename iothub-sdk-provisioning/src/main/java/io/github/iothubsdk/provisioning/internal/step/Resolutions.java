package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.FailureClassifier;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.util.Optional;
import java.util.Set;

/** What a person's word makes of a run in doubt; everything is checked before anything is written. Thread-safe. */
public final class Resolutions {

    private static final Set<Ending> OVER = Set.of(Ending.DONE, Ending.INVALID, Ending.ABANDONED);

    private final StepEngine engine;
    private final Adoption adoption;

    /** Looks through these. */
    public Resolutions(StepEngine engine, OrderApi orders, InstanceApi instances) {
        this.engine = engine;
        this.adoption = new Adoption(orders, instances);
    }

    /**
     * Applies it.
     *
     * @throws ProvisioningException.Unfinished when it does not fit; nothing was written
     */
    public void apply(Run run, Resolution resolution, Deadline deadline) {
        StepContext context = engine.lookOnly(run, PlaceOrder.NAME, deadline);
        switch (resolution.what()) {
            case GIVE_UP -> giveUp(run, context, resolution);
            case ORDER_AGAIN -> {
                requireDoubt(context);
                engine.requireOwner(run, context);
                run.decided(resolution);
                run.settle();
            }
            case ADOPT -> adopt(run, context, resolution);
        }
    }

    /** One whose approval is still good is over, and goes on all the same: not after this. */
    private static void giveUp(Run run, StepContext context, Resolution resolution) {
        if (run.progress().ended().filter(Ending.DONE::equals).isPresent()) {
            throw refused(context, "the run is done, and there is nothing to give up.");
        }
        boolean wouldGoOn = run.progress().leavesItsApproval();
        if (!wouldGoOn && run.progress().ended().filter(Ending.INVALID::equals).isPresent()) {
            throw refused(context, "the run is over: it ended INVALID, and there is nothing to give up.");
        }
        if (wouldGoOn || run.progress().ended().filter(OVER::contains).isEmpty()) {
            run.progress().order().map(KnownOrder::number).ifPresent(context::reserveOrder);
            run.decided(resolution);
            run.end(Ending.ABANDONED);
        }
    }

    private void adopt(Run run, StepContext context, Resolution resolution) {
        requireDoubt(context);
        engine.requireOwner(run, context);
        Order order = order(context, resolution.subject().orElseThrow());
        if (!context.reserveOrder(order.number())) {
            throw refused(context, "order " + order.number() + " is another run's.", "");
        }
        run.decided(resolution);
        run.reach(PlaceOrder.NAME, new PlaceOrder.Ordered(Adoption.instanceOf(order), order.number()));
    }

    private Order order(StepContext context, String subject) {
        try {
            return adoption.require(context, subject);
        } catch (Adoption.Unfit e) {
            throw refused(context, e.why(), e.remedy());
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            throw FailureClassifier.unfinished(e, context, "nothing was written: ");
        }
    }

    private static void requireDoubt(StepContext context) {
        Optional<Claim> doubt = context.progress().doubt(PlaceOrder.NAME);
        if (doubt.isEmpty()) {
            throw refused(context, "it is not in doubt whether the run has ordered: there is nothing to resolve.");
        }
    }

    private static ProvisioningException refused(StepContext context, String why) {
        return refused(context, why, "");
    }

    private static ProvisioningException refused(StepContext context, String why, String remedy) {
        return new ProvisioningException.Unfinished(
                context.where(null, null), UnfinishedReason.RESOLUTION_REFUSED, why + " Nothing was written.", remedy);
    }
}
