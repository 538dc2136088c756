package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be left behind is said in several places, and all of them count. */
@Timeout(60)
class AllowTest {

    @Retention(RetentionPolicy.RUNTIME)
    @IotHubCloud(allow = Finding.FAULT_NEVER_STRUCK)
    @interface LeavesFaults {}

    @Retention(RetentionPolicy.RUNTIME)
    @IotHubCloud(allow = Finding.PAID_TWICE)
    @interface BuysTwice {}

    @Retention(RetentionPolicy.RUNTIME)
    @BuysTwice
    @LeavesFaults
    @interface DoesBoth {}

    @IotHubCloud(allow = Finding.FAULT_NEVER_STRUCK)
    interface MayLeaveFaults {}

    interface MayLeaveFaultsToo extends MayLeaveFaults {}

    /** Leaves a fault behind. */
    abstract static class Leaving {
        @Test
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
        }
    }

    @IotHubCloud
    static class ByNobody extends Leaving {}

    @BuysTwice
    static class ByAnother extends Leaving {}

    @IotHubCloud(allow = Finding.PAID_TWICE)
    static class ByItsInterface extends Leaving implements MayLeaveFaults {}

    @IotHubCloud
    static class ByAnInterfaceOfItsInterface extends Leaving implements MayLeaveFaultsToo {}

    @IotHubCloud(allow = Finding.PAID_TWICE)
    @LeavesFaults
    static class ByAnAnnotationBesideItsOwn extends Leaving {}

    @BuysTwice
    @LeavesFaults
    static class ByTheSecondOfTwoAnnotations extends Leaving {}

    @IotHubCloud
    @DoesBoth
    static class ByAnAnnotationOfAnAnnotation extends Leaving {}

    static class ByTheSuperclass extends ByItsInterface {}

    @IotHubCloud
    static class ByTheMethod extends Leaving {
        @Override
        @Test
        @BuysTwice
        @LeavesFaults
        void test(Simulator cloud) {
            super.test(cloud);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ByItsInterface.class,
                ByAnInterfaceOfItsInterface.class,
                ByAnAnnotationBesideItsOwn.class,
                ByTheSecondOfTwoAnnotations.class,
                ByAnAnnotationOfAnAnnotation.class,
                ByTheSuperclass.class,
                ByTheMethod.class
            })
    void isAllowed(Class<?> tests) {
        EngineRun.of(tests).assertStatistics(all -> all.succeeded(1).failed(0));
    }

    @ParameterizedTest
    @ValueSource(classes = {ByNobody.class, ByAnother.class})
    void isNotAllowed(Class<?> tests) {
        List<Throwable> failures = EngineRun.failuresOf(tests);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("FAULT_NEVER_STRUCK"));
    }
}
