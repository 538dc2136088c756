package io.github.iothubsdk.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.NullArguments;
import io.github.iothubsdk.house.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A null is refused at the call, by the name of the argument. */
class NullArgumentsTest {

    @Test
    void isRefusedByName() throws Exception {
        var nulls = new NullArguments(new Samples()
                .with(MeterRegistry.class, SimpleMeterRegistry::new)
                .with(IotHubMetrics.class, () -> new IotHubMetrics(new SimpleMeterRegistry())));

        nulls.callAllOf(IotHubMetrics.class);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSizeGreaterThanOrEqualTo(4);
    }
}
