package io.github.iothubsdk.provisioning.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.auth.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"database-not-empty", "E1045", "my.transport_7", "x"})
    void hasACodeThatIsAWord(String code) {
        assertThat(failure().because(code).code()).contains(code);
    }

    /** It goes into JSON and logs as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "two\nlines",
                "\u001b[2J",
                "-x",
                "\u5bc6\u7801",
                "Access denied for user 'x'"
            })
    void refusesACodeThatIsNone(String code) {
        SchemaException failure = failure();

        assertThatThrownBy(() -> failure.because(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as database-not-empty")
                .message()
                .doesNotContainPattern("\\p{Cntrl}");
        assertThatThrownBy(() -> failure.because("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure.because("x".repeat(64)).code()).isPresent();
    }

    private static SchemaException failure() {
        return new SchemaException(SchemaException.Kind.REFUSED, "It is not empty.", "Empty it.");
    }
}
