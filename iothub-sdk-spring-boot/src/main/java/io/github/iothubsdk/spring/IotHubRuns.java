package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.util.Optional;

/**
 * Begins runs and takes them forward in the background, without a thread while they wait. Thread-safe.
 *
 * <p>A run outlives the process: it is in the journal before {@link #begin(CreateInstanceRequest)} returns, on a connection of
 * its own. A transaction of yours that is rolled back does not take it back. Whichever node has time goes on with it.
 */
public interface IotHubRuns {

    /**
     * Journals a run and returns; ordering, paying and waiting follow in the background.
     *
     * @throws io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid when it could not be begun: nothing was
     *     ordered
     */
    RunId begin(CreateInstanceRequest request);

    /**
     * As above under an id of yours, such as the number of an order in a shop: called again, it begins nothing more.
     *
     * @throws io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid also when the run of the id was begun with
     *     another request
     * @throws io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished with {@code OWNED_ELSEWHERE} while the
     *     run of the id is being worked on: it is there already
     */
    RunId begin(RunId runId, CreateInstanceRequest request);

    /** A run of the journal, whichever node began it; empty when there is none, or when this is no run's id. */
    Optional<RunSummary> find(String runId);
}
