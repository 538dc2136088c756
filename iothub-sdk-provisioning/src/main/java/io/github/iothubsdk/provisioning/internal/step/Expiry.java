package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.ArrayList;
import java.util.List;

/** Holds a run to the time of its approval. */
final class Expiry {

    private Expiry() {}

    /**
     * Right before an order is claimed.
     *
     * @throws ProvisioningException when nothing may be sent any more: {@code Unknown} when something was sent before
     */
    static void require(StepContext context) {
        require(context, expired(context));
    }

    /** The same for an order that is claimed and not sent: what is not sent then leaves no doubt behind. */
    static void requireAtSend(StepContext context) {
        List<Violation> expired = expired(context);
        if (!expired.isEmpty()) {
            context.releaseUnsent();
            require(context, expired);
        }
    }

    private static List<Violation> expired(StepContext context) {
        return context.progress()
                .approved()
                .map(approved -> approved.expired(context.now()))
                .orElse(List.of());
    }

    private static void require(StepContext context, List<Violation> expired) {
        if (!expired.isEmpty() && context.progress().doubt(PlaceOrder.NAME).isPresent()) {
            List<String> told = new ArrayList<>();
            told.add("what may have been sent while the approval held has left no trace");
            context.progress()
                    .claim()
                    .flatMap(Claim::told)
                    .ifPresent(words -> told.add("the last answer to the order was: " + words));
            told.add("the approval: " + expired.get(0).value().orElse("")
                    + ", so that none is sent again: give the run up, and approve anew");
            throw new ProvisioningException.Unknown(context.where(null, null), told);
        }
        if (!expired.isEmpty()) {
            throw new ProvisioningException.Invalid(context.where(null, null), expired);
        }
    }
}
