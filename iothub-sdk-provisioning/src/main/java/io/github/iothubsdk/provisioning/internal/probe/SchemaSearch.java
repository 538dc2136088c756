package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.RunReader;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import java.util.List;
import java.util.Optional;

/** Compares what a script has left in a database with what the journal knows. */
public record SchemaSearch(SchemaJobs jobs, RunReader reader) {

    /**
     * What is left in the request's database and no run explains.
     *
     * @throws io.github.iothubsdk.provisioning.spi.SchemaException when it cannot be looked at
     */
    public Optional<UnfinishedSchema> search(CreateInstanceRequest request, Deadline deadline) {
        List<RunSummary> known = reader.all(); // a journal that is not there is told before anything is asked
        return jobs.unfinished(jobs.job(request, Optional.empty(), deadline, note -> {}))
                .filter(left -> !isExplained(left, request.database(), known));
    }

    /** By the mark's run; a script that was run without a mark, by any run that was to initialise this database. */
    private boolean isExplained(UnfinishedSchema left, RdsDatabase database, List<RunSummary> known) {
        return left.run().isPresent()
                ? known.stream()
                        .anyMatch(run -> run.runId().value().equals(left.run().get()))
                : known.stream().anyMatch(run -> initialises(run.runId(), database));
    }

    /** One that cannot be read explains nothing. */
    private boolean initialises(RunId run, RdsDatabase database) {
        try {
            return reader.history(run)
                    .flatMap(RunHistory::request)
                    .filter(asked -> asked.schema().isPresent())
                    .map(CreateInstanceRequest::database)
                    .filter(other -> other.instanceId().equals(database.instanceId())
                            && other.database().equals(database.database()))
                    .isPresent();
        } catch (ProvisioningException.Unfinished e) {
            return false;
        }
    }
}
