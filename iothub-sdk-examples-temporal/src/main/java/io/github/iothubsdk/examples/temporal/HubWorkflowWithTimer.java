package io.github.iothubsdk.examples.temporal;

import io.github.iothubsdk.examples.temporal.HubActivities.Turn;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** A turn, a durable timer, a turn: nobody waits in between, and a worker may die at any time. */
public final class HubWorkflowWithTimer implements HubWorkflow {

    /** After this a worker counts as dead. One that was only slow is refused by the journal, which knows whose the run is. */
    static final String TURN_TIMEOUT = "hub.turn-timeout";

    private final HubActivities activities = Workflow.newActivityStub(
            HubActivities.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.parse(System.getProperty(TURN_TIMEOUT, "PT5M")))
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofSeconds(1))
                            .setMaximumInterval(Duration.ofMinutes(1))
                            .build())
                    .build());

    @Override
    public String create(String name) {
        String run = Workflow.getInfo().getWorkflowId();
        activities.begin(run, name);
        Turn turn = activities.turn(run);
        while (turn.again() > 0) {
            Workflow.sleep(Duration.ofMillis(turn.again()));
            turn = activities.turn(run);
        }
        return turn.instanceId();
    }
}
