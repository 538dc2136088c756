/**
 * A simulated cloud for tests of a Spring Boot application; {@code iothub-sdk-simulator} must be on their class path.
 *
 * <p>{@link io.github.iothubsdk.spring.simulator.SimulatedIotHub} is imported by a test, or given to the application that a
 * test's {@code main} starts. It starts a simulator with a demo account, and its connection details go before the properties
 * {@code iothub.endpoint} and {@code iothub.credentials}, so that a test never reaches the real service.
 *
 * <pre>{@code
 * class Demo {
 *     static URI address(Simulator cloud) {
 *         return SimulatedIotHub.details(cloud).endpoint().orElseThrow();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.spring.simulator;

import org.jspecify.annotations.NullMarked;
