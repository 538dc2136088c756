package io.github.iothubsdk.examples.temporal;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.temporal.failure.ApplicationFailure;
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

    /** Takes turns with this client. */
    public HubTurns(ProvisioningClient client, Function<String, CreateInstanceRequest> requests) {
        this.client = client;
        this.requests = requests;
    }

    @Override
    public void begin(String run, String name) {
        ended(() -> client.begin(RunId.of(run), requests.apply(name)));
    }

    @Override
    public Turn turn(String run) {
        Advance next = ended(() -> client.advance(RunId.of(run)));
        if (next instanceof Advance.Waiting waiting) {
            return new Turn(Math.max(1, waiting.after().toMillis()), "");
        }
        return new Turn(0, ((Advance.Finished) next).provisioned().instance().id());
    }

    /** What may pass is tried again by Temporal; the rest is for a person, and the run can be resumed by hand. */
    private static <T> T ended(Supplier<T> turn) {
        try {
            return turn.get();
        } catch (ProvisioningException.Unfinished e) {
            if (e.reason().mayPass()) {
                throw ApplicationFailure.newFailure(
                        String.valueOf(e.getMessage()), e.reason().name());
            }
            throw forAPerson(e);
        } catch (ProvisioningException e) {
            throw forAPerson(e);
        }
    }

    private static ApplicationFailure forAPerson(ProvisioningException e) {
        return ApplicationFailure.newNonRetryableFailure(
                String.valueOf(e.getMessage()), e.getClass().getSimpleName());
    }
}
