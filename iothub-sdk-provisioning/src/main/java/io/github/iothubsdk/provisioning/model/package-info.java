/**
 * The words of the domain: what is asked for, what comes back, and what can go wrong.
 *
 * <p>A {@link io.github.iothubsdk.provisioning.model.CreateInstanceRequest} goes in. A
 * {@link io.github.iothubsdk.provisioning.model.ProvisioningResult} comes out, or one of the four
 * {@link io.github.iothubsdk.provisioning.model.ProvisioningException}s, sorted by what to do next, with reasons and codes
 * for programs beside the words for people. Everything is immutable and compared by its values; what is not known is an empty
 * {@code Optional}. Results are classes with factories or builders, so that tests of yours can make them and later
 * versions can tell more.
 *
 * <pre>{@code
 * Instance instance = Instance.builder("hub-1", "plant-7", "cn-north-1")
 *         .status(InstanceStatus.RUNNING, "running")
 *         .build();
 * RunSummary stopped = RunSummary.builder(RunId.of("order-4711"))
 *         .order(Optional.of(KnownOrder.of("2026112600001").costing(Money.cny("88.00"))))
 *         .reason(Optional.of(UnfinishedReason.OVER_THE_CEILING))
 *         .build();
 * boolean needsAPerson = stopped.reason().filter(reason -> !reason.mayPass()).isPresent();
 * System.out.println(instance.name() + (needsAPerson ? " waits for a person" : " goes on by itself"));
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.provisioning.model;

import org.jspecify.annotations.NullMarked;
