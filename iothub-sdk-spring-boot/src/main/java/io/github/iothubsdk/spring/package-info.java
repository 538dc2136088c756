/**
 * The IoT Hub client in a Spring Boot application: its beans, its runs, its Actuator endpoint. Comes with the starters.
 *
 * <p>A starter makes a {@code ProvisioningClient} of the properties {@code iothub.*}, keeps its journal in the application's
 * {@code DataSource}, and takes unfinished runs up again, on one node at a time. An application begins runs by {@link
 * io.github.iothubsdk.spring.IotHubRuns}; {@link io.github.iothubsdk.spring.HubTemplate} makes their requests from the
 * configuration. Every bean steps back when the application has one of its own. docs/spring-boot.md is the tutorial.
 *
 * <pre>{@code
 * record Shop(IotHubRuns runs, HubTemplate hubs) {
 *     RunId order(String name) {
 *         return runs.begin(hubs.named(name).spendAtMost(Money.cny("50.00")).acceptServiceTerms().build());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.spring;

import org.jspecify.annotations.NullMarked;
