package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @Test
    void trimsBothKeysAndTheToken() {
        Credentials trimmed = Credentials.of(" AK\n", Secret.of("\tSK "), Secret.of(" TOK\n"));
        assertThat(trimmed).isEqualTo(Credentials.of("AK", Secret.of("SK"), Secret.of("TOK")));
        assertThat(trimmed.secretKey().reveal()).isEqualTo("SK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankKey(String blank) {
        assertThatThrownBy(() -> Credentials.of(blank, Secret.of("SK")))
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> Credentials.of("AK", Secret.of(blank)))
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\r\nX-Evil: 1", "A\nB", "A B", "A\u007f", "A\u00a0", "\u4e2d", "A\0B"})
    void refusesAnAccessKeyThatNoHeaderCanCarry(String accessKey) {
        assertThatThrownBy(() -> Credentials.of(accessKey, Secret.of("SK")))
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("access key");
    }

    @Test
    void takesABlankTokenForNone() {
        assertThat(Credentials.of("AK", Secret.of("SK"), Secret.of(" ")).sessionToken())
                .isEmpty();
    }

    @Test
    void hidesWhatIsSecret() {
        Credentials credentials = Credentials.of("AK", Secret.of("canary-1"), Secret.of("canary-2"));
        assertThat(credentials.toString()).contains("AK").doesNotContain("canary");
        assertThat(Secret.of("canary")).hasToString("******");
    }

    @Test
    @SuppressWarnings("NullAway")
    void holdsNoSecretThatIsNull() {
        assertThatNullPointerException().isThrownBy(() -> Secret.of(null)).withMessage("text");
        assertThat(Secret.of("").isBlank()).isTrue();
    }

    @Test
    void comparesSecretsByTheirText() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }
}
