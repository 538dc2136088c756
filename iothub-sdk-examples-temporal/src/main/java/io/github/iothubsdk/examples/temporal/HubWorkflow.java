package io.github.iothubsdk.examples.temporal;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Creates one hub; the workflow's id is the run's, so that the same order is never begun twice. */
@WorkflowInterface
public interface HubWorkflow {

    /** Returns the id of the instance that runs. */
    @WorkflowMethod
    String create(String name);
}
