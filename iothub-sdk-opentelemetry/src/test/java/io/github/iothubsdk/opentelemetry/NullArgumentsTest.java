package io.github.iothubsdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.NullArguments;
import io.github.iothubsdk.house.Samples;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;

/** A null is refused at the call, by the name of the argument. */
class NullArgumentsTest {

    @Test
    void isRefusedByName() throws Exception {
        var nulls = new NullArguments(new Samples()
                .with(OpenTelemetry.class, OpenTelemetry::noop)
                .with(IotHubTraces.class, () -> new IotHubTraces(OpenTelemetry.noop())));

        nulls.callAllOf(IotHubTraces.class);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSizeGreaterThanOrEqualTo(6);
    }
}
