package io.github.iothubsdk.testkit;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.simulator.Simulator;

/**
 * Where assertions on a simulated cloud begin; import it statically beside AssertJ's own {@code assertThat}.
 *
 * <pre>{@code
 * Simulator cloud = Simulator.builder().inProcess();
 * IotHubAssertions.assertThat(cloud).hasNoOrder().hasNoWrite().paidNothing();
 * }</pre>
 */
public final class IotHubAssertions {

    private IotHubAssertions() {}

    /** Asks what the cloud's ledger says. */
    public static CloudAssert assertThat(Simulator cloud) {
        return new CloudAssert(requireNonNull(cloud, "cloud"));
    }
}
