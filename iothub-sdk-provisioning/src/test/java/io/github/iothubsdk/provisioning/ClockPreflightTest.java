package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockPreflightTest {

    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    private Invalid refused(Cloud there, VirtualTime here, CheckId check) {
        try (var client = there.builder().timeSource(here).build()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(invalid).isNotNull();
            assertThat(invalid.violations()).extracting(Violation::code).containsExactly(check.value());
            assertThat(client.unfinishedRuns()).isEmpty();
            assertThat(there.simulator.ledger().writes()).isZero();
            return invalid;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-20, 20})
    void namesTheClockAndByHowMuchItIsOffWhenSignaturesAreRefused(long minutes) {
        var here = new VirtualTime();
        InstantSource there = () -> here.now().minus(Duration.ofMinutes(minutes));
        try (var other = new Cloud(builder -> builder.clock(there))) {
            Invalid invalid = refused(other, here, CheckId.CREDENTIALS_ARE_ACCEPTED);

            assertThat(invalid)
                    .hasMessageContaining("clock is 1200 s " + (minutes < 0 ? "behind" : "ahead of"))
                    .hasMessageContaining("set the clock");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void refusesAClockThatIsOffByMoreThanFiveMinutes(long seconds) {
        var here = new VirtualTime();
        InstantSource there = () -> here.now().minusSeconds(seconds);
        try (var other = new Cloud(builder -> builder.clock(there))) {
            Invalid invalid = refused(other, here, Verdict.CLOCK);

            assertThat(invalid).hasMessageContaining("301 s " + (seconds < 0 ? "behind" : "ahead"));
        }
    }

    @Test
    void acceptsAClockThatIsOffByFiveMinutes() {
        var here = new VirtualTime();
        InstantSource there = () -> here.now().minusSeconds(300);
        try (var other = new Cloud(builder -> builder.clock(there));
                var client = other.builder().timeSource(here).build()) {
            assertThat(client.preflight(request).ready()).isTrue();
        }
    }
}
