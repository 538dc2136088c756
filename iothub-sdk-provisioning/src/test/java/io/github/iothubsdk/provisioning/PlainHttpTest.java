package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Token and signature leave this machine in the clear only where somebody said so. */
class PlainHttpTest {

    private static final URI ELSEWHERE = URI.create("http://gateway.example:8080");

    @Test
    void isRefusedToAnotherMachineBeforeAnythingIsSent() {
        ProvisioningClientBuilder builder = builder().endpoint(ELSEWHERE);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://gateway.example:8080 is plain HTTP to another machine")
                .hasMessageContaining("allowPlainHttp()");
    }

    @Test
    void isAllowedByName() {
        builder().endpoint(ELSEWHERE).allowPlainHttp().build().close();
        builder().allowPlainHttp().endpoint(ELSEWHERE).build().close();
    }

    @Test
    void isFreeToThisMachine() {
        builder().endpoint(URI.create("http://localhost:8080")).build().close();
    }

    private static ProvisioningClientBuilder builder() {
        return ProvisioningClient.builder(CredentialsProvider.of(Credentials.of("AK", Secret.of("SK"))))
                .journal(Journals.inMemory());
    }
}
