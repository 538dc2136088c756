package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.SigningKeys.Scope;
import io.github.iothubsdk.core.auth.SigningKeys.SigningKey;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static final int MANY = 64;

    private final SigningKeys keys = new SigningKeys();

    @Test
    void derivesAKeyOnceForADay() {
        assertThat(ofDay(0)).isSameAs(ofDay(0)).isNotSameAs(ofDay(1));
    }

    @Test
    void keepsAHandfulAndThenBeginsAnew() {
        SigningKey first = ofDay(0);
        for (int day = 1; day < MANY; day++) {
            ofDay(day);
        }
        assertThat(ofDay(0)).isSameAs(first);
        ofDay(MANY);
        SigningKey again = ofDay(0);
        assertThat(again).isNotSameAs(first);
        assertThat(again.key()).isEqualTo(first.key());
    }

    private SigningKey ofDay(int day) {
        return keys.of(new Scope(Credentials.of("AK", Secret.of("SK")), "day" + day, "cn-north-1", "iothub"));
    }
}
