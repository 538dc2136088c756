package io.github.iothubsdk.examples.temporal;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The activities, on a journal that all workers share.
 *
 * <p>Temporal calls an activity at least once: a worker that died after the payment, and before it could say so, is
 * followed by another one. The journal's claim, written before the payment was sent, is what makes that safe.
 */
public final class HubTurns implements HubActivities {

    private final ProvisioningClient client;
    private final Function<String, CreateInstanceRequest> requests;

    /** Takes turns with this client; the request of a name must be the same on each worker. */
    public HubTurns(ProvisioningClient client, Function<String, CreateInstanceRequest> requests) {
        this.client = client;
        this.requests = requests;
    }

    @Override
    public void begin(String run, String name) {
        ended(() -> client.begin(RunId.of(run), requests.apply(name)));
    }

    @Override
    public Turn advance(String run) {
        Advance next = ended(() -> client.advance(RunId.of(run)));
        return next instanceof Advance.Finished done
                ? new Turn(Duration.ZERO, done.provisioned().instance().id())
                : new Turn(((Advance.Waiting) next).after(), "");
    }

    /** What may pass is tried again by Temporal; the rest is for a person, and the run can be resumed by hand. */
    private static <T> T ended(Supplier<T> turn) {
        try {
            return turn.get();
        } catch (ProvisioningException e) {
            boolean mayPass = e instanceof ProvisioningException.Unfinished run
                    && run.reason().mayPass();
            String kind = e.getClass().getSimpleName();
            throw mayPass
                    ? ApplicationFailure.newFailure(e.getMessage(), kind)
                    : ApplicationFailure.newNonRetryableFailure(e.getMessage(), kind);
        }
    }
}
