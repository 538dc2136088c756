package io.github.iothubsdk.provisioning.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transport's server says can be told without what it was told. */
class SchemaExceptionTest {

    private static final List<Secret> TOLD = List.of(Secret.of("CanarySsh/Password1"), Secret.of("CanaryOther2"));

    @Test
    void quotesWithoutTheSecretsHoweverTheyAreWritten() {
        String said = "not CanarySsh/Password1, CanarySsh%2FPassword1 or canaryother2";

        assertThat(SchemaException.quote(said, TOLD)).isEqualTo("not ******, ****** or ******");
    }

    @Test
    void quotesOnOneLineNotForEver() {
        assertThat(SchemaException.quote("two\nlines\u001b[2J", TOLD)).isEqualTo("two lines?[2J");
        assertThat(SchemaException.quote("x".repeat(1_000_000), List.of())).hasSize(303);
    }
}
