package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.support.Calls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTest {

    private final Signer signer = new Signer();

    @Test
    void sendsALongTokenAsOneLineOfBase64() {
        String token = "\u4e2d token/+=".repeat(40);
        HttpRequest signed = signer.sign(
                Vectors.get("vpc", "cn-north-1", "/v1/x", ""),
                Credentials.of("AK", Secret.of("SK"), Secret.of(token)),
                Vectors.NOW,
                Vectors.NONCE);
        assertThat(Calls.header(signed, "x-jdcloud-security-token")).matches("[A-Za-z0-9+/]+=*");
        assertThat(new String(
                        Base64.getDecoder().decode(Calls.header(signed, "x-jdcloud-security-token")),
                        StandardCharsets.UTF_8))
                .isEqualTo(token);
    }

    @Test
    void datesInUtcCutToTheSecond() {
        HttpRequest signed = signer.sign(
                Vectors.get("vpc", "cn-north-1", "/v1/x", ""),
                Vectors.KEYS,
                Instant.parse("2026-12-31T23:59:59.999Z"),
                Vectors.NONCE);
        assertThat(Calls.header(signed, "x-jdcloud-date")).isEqualTo("20261231T235959Z");
        assertThat(Calls.header(signed, "authorization")).contains("/20261231/");
    }

    /** A clock may be set back. */
    @Test
    void datesEachRequestAnew() {
        HttpRequest request = Vectors.get("vpc", "cn-north-1", "/v1/x", "");
        for (String second : List.of("08:00:00", "08:00:01", "08:00:00", "07:59:59")) {
            HttpRequest signed = signer.sign(request, Vectors.KEYS, Instant.parse("2026-12-31T" + second + "Z"));
            assertThat(Calls.header(signed, "x-jdcloud-date")).isEqualTo("20261231T" + second.replace(":", "") + "Z");
        }
    }

    @Test
    void doesNotConfuseTheCachedKeysOfTwoSecrets() {
        HttpRequest request = Vectors.get("vpc", "cn-north-1", "/v1/x", "");
        Credentials rotated = Credentials.of("TESTAK", Secret.of("ANOTHER"));
        String first = authorization(request, Vectors.KEYS);
        assertThat(authorization(request, rotated)).isNotEqualTo(first);
        assertThat(authorization(request, Vectors.KEYS)).isEqualTo(first);
    }

    @Test
    void staysRightWhenMoreKeysAreNeededThanItKeeps() {
        HttpRequest request = Vectors.get("vpc", "cn-north-1", "/v1/x", "");
        String first = authorization(request, Vectors.KEYS);
        for (int i = 0; i < 200; i++) {
            Credentials other = Credentials.of("AK" + i, Secret.of("SK" + i));
            assertThat(authorization(request, other))
                    .isEqualTo(new Signer()
                            .sign(request, other, Vectors.NOW, Vectors.NONCE).headers().stream()
                                    .filter(header -> header.name().equals("authorization"))
                                    .map(Header::value)
                                    .findFirst()
                                    .orElseThrow());
        }
        assertThat(authorization(request, Vectors.KEYS)).isEqualTo(first);
    }

    @Test
    void refusesARequestWithoutAContentType() {
        HttpRequest bare = new HttpRequest(
                "GET", "https://vpc.jdcloud-api.com", "/v1/x", "", List.of(), new byte[0], "vpc", "r", Duration.ZERO);
        assertThatThrownBy(() -> signer.sign(bare, Vectors.KEYS, Vectors.NOW, Vectors.NONCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("content-type");
    }

    private String authorization(HttpRequest request, Credentials credentials) {
        return Calls.header(signer.sign(request, credentials, Vectors.NOW, Vectors.NONCE), "authorization");
    }
}
