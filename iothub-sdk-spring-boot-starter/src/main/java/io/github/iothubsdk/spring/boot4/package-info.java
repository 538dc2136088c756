/**
 * The auto-configuration of the IoT Hub client for Spring Boot 4. Nothing here is called by an application.
 *
 * <p>What it makes is in {@code io.github.iothubsdk.spring}, which both lines of Spring Boot share; this package has only what
 * differs between them: the order behind the line's own auto-configurations of a {@code DataSource}, a {@code MeterRegistry} and
 * an {@code OpenTelemetry}, and the health indicator.
 * To do without it, set {@code iothub.enabled=false} or exclude it:
 *
 * <pre>{@code
 * @SpringBootApplication(exclude = IotHubAutoConfiguration.class)
 * class Shop {}
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.spring.boot4;

import org.jspecify.annotations.NullMarked;
