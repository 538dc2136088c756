package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose process died between its preflight and its order goes on in another one, later and elsewhere. */
class ResumedOrderTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud =
            Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));

    @AfterEach
    void close() {
        cloud.close();
    }

    /** Has passed its preflight, and has claimed nothing. */
    private RunId cleared() {
        var fuse = new PowerCut.Fuse(4, false);
        try (var mortal = cloud.builder()
                .journal(new PowerCut.DyingJournal(cloud.journal, fuse))
                .build()) {
            assertThat(catchThrowable(
                            () -> mortal.create(Cloud.request("plant-7").build(), HOUR)))
                    .hasStackTraceContaining("the power is cut");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
        return AsyncLoop.onlyRun(cloud);
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, -90, 90, 600})
    void waitsOutTheQuietPeriodByTheServicesClockOnAMachineWhoseOwnIsWrong(long seconds) {
        RunId run = cleared();
        cloud.timeSource.jump(Duration.ofSeconds(seconds));
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(45));
        try (var client = cloud.client()) {
            client.resume(run, HOUR);
        }
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void ordersNothingWhenAnotherInstanceHasTheNameByNow() {
        RunId run = cleared();
        cloud.account.instance("plant-7");
        cloud.timeSource.advance(Duration.ofMinutes(5));
        try (var client = cloud.client()) {
            Invalid taken = catchThrowableOfType(Invalid.class, () -> client.resume(run, HOUR));

            assertThat(taken).hasMessageContaining("has it by now");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }
}
