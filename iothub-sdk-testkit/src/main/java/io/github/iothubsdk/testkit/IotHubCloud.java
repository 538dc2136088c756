package io.github.iothubsdk.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, a simulated cloud of its own, and looks at its ledger when the test is over.
 *
 * <p>Ask for parameters in the test, in {@code @BeforeEach} and {@code @AfterEach}, or in the constructor: {@link
 * io.github.iothubsdk.simulator.Simulator}, its demo {@link io.github.iothubsdk.simulator.Account}, {@link VirtualTime}, a
 * {@link io.github.iothubsdk.provisioning.ProvisioningClient} that is closed for you, a {@link
 * io.github.iothubsdk.provisioning.ProvisioningClientBuilder} to change before you build it, and the {@link
 * io.github.iothubsdk.provisioning.spi.Journal} in memory that both share. All of one test are of one cloud; tests that run at
 * once do not see each other.
 *
 * <p>A test that passed fails after all when there is a {@link Finding}. To a failure of its own, what is found is added. To
 * change the simulator itself, register an {@link IotHubCloudExtension} instead. JUnit 5.12 or newer.
 *
 * <p>One on a method adds to that of its class, and that to those of its interfaces, its superclasses and the classes around
 * it; so do those of annotations that are annotated with it. What each allows is allowed, and of dialect and looseness the
 * nearest that says something holds.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(IotHubCloudExtension.class)
public @interface IotHubCloud {

    /**
     * In which dialect cloud and client speak, such as {@code iotHub2020}; empty for what the class or one around it says, and
     * {@code iotHubInferred} when none does.
     */
    String dialect() default "";

    /**
     * One value: whether the cloud takes names that are in use and ignores client tokens; none for what the class or one around
     * it says, and false when none does.
     */
    boolean[] loose() default {};

    /** What a test may leave behind without failing for it, beside what its class and those around it allow. */
    Finding[] allow() default {};
}
