package io.github.iothubsdk.examples.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * How does my own engine do the waiting? db-scheduler calls {@code advance} when it is time, on whichever node is free.
 *
 * <p>The journal, in the same database, says what to do; the engine's table only says when. Any node may die at any time.
 */
final class HubNode implements AutoCloseable {

    private static final TaskDescriptor<Void> RUN = TaskDescriptor.of("iothub-run");

    private final ProvisioningClient client;
    private final Scheduler scheduler;

    /** Starts a node, whose client has a journal that all nodes share; six missed heartbeats, and it counts as dead. */
    HubNode(String name, ProvisioningClient client, DataSource source, Duration heartbeat) {
        this.client = client;
        CustomTask<Void> turn = Tasks.custom(RUN)
                .onDeadExecutionRevive()
                .execute((instance, context) -> turn(new RunId(instance.getId())));
        scheduler = Scheduler.create(source, turn)
                .schedulerName(new SchedulerName.Fixed(name))
                .pollingInterval(heartbeat)
                .heartbeatInterval(heartbeat)
                .alwaysPersistTimestampInUTC()
                .build();
        scheduler.start();
        // A node may have died between begin and schedule: the engine is told again of what the journal has.
        client.unfinishedRuns().forEach(open -> schedule(open.runId()));
    }

    RunId create(CreateInstanceRequest request) {
        RunId run = client.begin(request);
        schedule(run);
        return run;
    }

    private void schedule(RunId run) {
        scheduler.scheduleIfNotExists(RUN.instance(run.value()).build(), Instant.now());
    }

    private CompletionHandler<Void> turn(RunId run) {
        try {
            Advance next = client.advance(run);
            return next instanceof Advance.Waiting again ? in(again.after()) : new OnCompleteRemove<>();
        } catch (ProvisioningException.Unfinished e) {
            return e.reason().mayPass() ? in(Duration.ofSeconds(1)) : new OnCompleteRemove<>(); // else for a person
        } catch (ProvisioningException e) {
            return new OnCompleteRemove<>(); // it has ended, and the client's listener was told how
        }
    }

    private static CompletionHandler<Void> in(Duration delay) {
        return (complete, execution) ->
                execution.reschedule(complete, Instant.now().plus(delay));
    }

    @Override
    public void close() {
        scheduler.stop();
        client.close();
    }
}
