package io.github.iothubsdk.examples.temporal;

import io.github.iothubsdk.examples.temporal.HubActivities.Turn;
import io.temporal.workflow.Workflow;

/** A turn, a durable timer, a turn: nobody waits in between, and a worker may die at any time. */
public final class HubWorkflowWithTimer implements HubWorkflow {

    private final HubActivities hub = Workflow.newActivityStub(HubActivities.class);

    @Override
    public String create(String name) {
        String run = Workflow.getInfo().getWorkflowId();
        hub.begin(run, name);
        Turn next = hub.advance(run);
        while (!next.done()) {
            Workflow.sleep(next.after());
            next = hub.advance(run);
        }
        return next.instanceId();
    }
}
