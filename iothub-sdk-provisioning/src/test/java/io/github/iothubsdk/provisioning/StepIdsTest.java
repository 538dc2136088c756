package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepIdsTest {

    /** What is printed here is in users' programs, logs and journals. */
    @Test
    void areThoseOfTheSteps() {
        var builder = ProvisioningClient.builder(CredentialsProvider.of(Credentials.of("a", Secret.of("s"))))
                .journal(Journals.inMemory());
        Set<String> ids = Set.of(
                StepIds.PREFLIGHT,
                StepIds.BOOTSTRAP_SCHEMA,
                StepIds.PLACE_ORDER,
                StepIds.CONFIRM_ORDER,
                StepIds.PAY_ORDER,
                StepIds.AWAIT_INSTANCE);
        Assembly parts = Assembly.of(builder);
        try {
            assertThat(parts.steps().all()).extracting(Step::name).containsExactlyInAnyOrderElementsOf(ids);
        } finally {
            parts.close();
        }
        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "Preflight", "BootstrapSchema", "PlaceOrder", "ConfirmOrder", "PayOrder", "AwaitInstance");
    }
}
