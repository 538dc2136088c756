package io.github.iothubsdk.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A null is refused at the call, by the name of the argument. */
class NullArgumentsTest {

    private final NullArguments nulls = new NullArguments(new Samples().sparing(EmbeddedMariaDb.class));

    @ParameterizedTest
    @CsvSource({
        "io.github.iothubsdk.core.ApiClient, 50",
        "io.github.iothubsdk.core.auth.Secret, 20",
        "io.github.iothubsdk.core.error.ApiException, 15",
        "io.github.iothubsdk.core.http.HttpRequest, 20",
        "io.github.iothubsdk.core.time.Deadline, 5",
        "io.github.iothubsdk.provisioning.ProvisioningClient, 70",
        "io.github.iothubsdk.provisioning.model.RunId, 200",
        "io.github.iothubsdk.provisioning.spi.Journal, 25",
        "io.github.iothubsdk.provisioning.wire.WireDialect, 15",
        "io.github.iothubsdk.simulator.Simulator, 100",
        "io.github.iothubsdk.simulator.database.EmbeddedMariaDb, 1"
    })
    void isRefusedByName(Class<?> ofPackage, int atLeast) throws Exception {
        nulls.callAllOf(ofPackage);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSizeGreaterThanOrEqualTo(atLeast);
    }
}
