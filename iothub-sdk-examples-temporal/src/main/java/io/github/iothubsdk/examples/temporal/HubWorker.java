package io.github.iothubsdk.examples.temporal;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.simulator.Demo;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.common.RetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A worker as a process, against a simulated cloud; any number of them on one machine share the journal. */
public final class HubWorker {

    /** Where workers listen for hubs to create. */
    public static final String QUEUE = "hubs";

    private HubWorker() {}

    /**
     * Takes Temporal's address, the cloud's, the journal's directory, after how long a turn is given to another worker, and
     * how long a workflow waits for the worker that has it in memory.
     */
    public static void main(String[] args) throws InterruptedException {
        WorkflowClient temporal = WorkflowClient.newInstance(WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(args[0]).build()));
        WorkerFactory factory = WorkerFactory.newInstance(temporal);
        Worker worker = factory.newWorker(
                QUEUE,
                WorkerOptions.newBuilder()
                        .setStickyQueueScheduleToStartTimeout(Duration.parse(args[4]))
                        .build());
        worker.registerWorkflowImplementationTypes(turns(Duration.parse(args[3])), HubWorkflowWithTimer.class);
        worker.registerActivitiesImplementations(
                new HubTurns(client(URI.create(args[1]), Path.of(args[2])), HubWorker::request));
        factory.start();
        Thread.currentThread().join(); // until it is killed
    }

    /** A worker that was only slow, and is taken for dead, is refused by the journal: it knows whose the run is. */
    private static WorkflowImplementationOptions turns(Duration longest) {
        RetryOptions again = RetryOptions.newBuilder()
                .setMaximumInterval(Duration.ofMinutes(1))
                .setDoNotRetry(IllegalArgumentException.class.getName())
                .build();
        return WorkflowImplementationOptions.newBuilder()
                .setDefaultActivityOptions(ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(longest)
                        .setRetryOptions(again)
                        .build())
                .build();
    }

    private static ProvisioningClient client(URI cloud, Path journal) {
        return ProvisioningClient.builder(
                        CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))))
                .endpoint(cloud)
                .journal(Journals.inDirectory(journal))
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .pollInterval(Duration.ofMillis(200)) // a simulated cloud is quick; the defaults are for the real one
                .quietPeriod(Duration.ofSeconds(3))
                .build();
    }

    private static CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }
}
