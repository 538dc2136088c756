package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets system properties")
class CredentialsChainTest {

    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway") // does not see the parameter's @Nullable in a class file
    private final CredentialsProvider variables = CredentialsProvider.environment(name -> environment.get(name));

    @AfterEach
    void clearProperties() {
        List.of("jdcloud.accessKey", "jdcloud.secretKey", "jdcloud.sessionToken")
                .forEach(System::clearProperty);
    }

    @Test
    void givesTheExplicitCredentials() {
        Credentials given = Credentials.of("AK", Secret.of("SK"));
        assertThat(CredentialsProvider.of(given).require()).isSameAs(given);
    }

    @Test
    void readsSystemProperties() {
        System.setProperty("jdcloud.accessKey", " AK ");
        System.setProperty("jdcloud.secretKey", "SK\n");
        assertThat(CredentialsProvider.systemProperties().require()).isEqualTo(Credentials.of("AK", Secret.of("SK")));
        System.setProperty("jdcloud.sessionToken", " TOK ");
        assertThat(CredentialsProvider.systemProperties().require().sessionToken())
                .contains(Secret.of("TOK"));
    }

    @Test
    void readsEnvironmentVariables() {
        set("AK", "SK");
        environment.put("JDCLOUD_SESSION_TOKEN", "TOK");
        assertThat(variables.require()).isEqualTo(Credentials.of("AK", Secret.of("SK"), Secret.of("TOK")));
    }

    @Test
    void picksUpRotatedCredentials() {
        set("AK1", "SK1");
        variables.require();
        set("AK2", "SK2");
        assertThat(variables.require().accessKey()).isEqualTo("AK2");
    }

    @Test
    void takesABlankVariableForAMissingOne() {
        set(" ", "\t");
        environment.put("JDCLOUD_SESSION_TOKEN", " ");
        assertThat(variables.find()).isEmpty();
        set("AK", "SK");
        assertThat(variables.require().sessionToken()).isEmpty();
    }

    @Test
    void refusesHalfAPairAndNamesTheMissingHalf() {
        environment.put("JDCLOUD_SECRET_KEY", "canary");
        assertThatThrownBy(variables::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("JDCLOUD_SECRET_KEY is set and JDCLOUD_ACCESS_KEY is not")
                .hasMessageNotContaining("canary");
        System.setProperty("jdcloud.accessKey", "AK");
        assertThatThrownBy(CredentialsProvider.systemProperties()::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("jdcloud.accessKey is set and jdcloud.secretKey is not");
    }

    @Test
    void asksTheSourcesInOrder(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("config"), "[default]\naccess_key=PROFILE\nsecret_key=SK\n");
        CredentialsProvider chain = CredentialsProvider.firstOf(
                List.of(CredentialsProvider.systemProperties(), variables, CredentialsProvider.profile(home)));
        assertThat(chain.require().accessKey()).isEqualTo("PROFILE");
        set("ENVIRONMENT", "SK");
        assertThat(chain.require().accessKey()).isEqualTo("ENVIRONMENT");
        System.setProperty("jdcloud.accessKey", "PROPERTIES");
        System.setProperty("jdcloud.secretKey", "SK");
        assertThat(chain.require().accessKey()).isEqualTo("PROPERTIES");
    }

    @Test
    void doesNotFallThroughHalfAPair() {
        environment.put("JDCLOUD_ACCESS_KEY", "AK");
        CredentialsProvider chain = CredentialsProvider.firstOf(
                List.of(variables, CredentialsProvider.of(Credentials.of("OTHER", Secret.of("SK")))));
        assertThatThrownBy(chain::find).isInstanceOf(ApiException.Misconfigured.class);
    }

    @Test
    void namesEverySourceWhenNothingIsFound(@TempDir Path home) {
        CredentialsProvider chain = CredentialsProvider.firstOf(List.of(
                CredentialsProvider.systemProperties(), variables, CredentialsProvider.profile(home), Optional::empty));
        assertThatThrownBy(chain::require)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContainingAll(
                        "jdcloud.accessKey",
                        "jdcloud.secretKey",
                        "JDCLOUD_ACCESS_KEY",
                        "JDCLOUD_SECRET_KEY",
                        home.resolve("config").toString(),
                        "a provider of the caller's",
                        "Nothing was sent");
    }

    @Test
    void hasAllThreeSourcesInTheDefaultChain() {
        assertThat(CredentialsProvider.defaultChain().describe())
                .containsSubsequence("system properties", "environment variables", "profile file", ".jdc");
    }

    private void set(String access, String secret) {
        environment.put("JDCLOUD_ACCESS_KEY", access);
        environment.put("JDCLOUD_SECRET_KEY", secret);
    }
}
