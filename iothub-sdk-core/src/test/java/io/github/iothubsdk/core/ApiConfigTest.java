package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.support.Calls;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiConfigTest {

    @Test
    void callsEachServicesOwnHostByDefault() {
        assertThat(ApiConfig.builder().build().origin(Calls.VPC)).isEqualTo("https://vpc.jdcloud-api.com");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080",
        "https://proxy.example.com, https://proxy.example.com",
        "HTTPS://Proxy.Example.COM:8443, https://proxy.example.com:8443",
        "http://localhost:, http://localhost",
        "http://localhost:080, http://localhost:80",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void takesOneEndpointForAll(String given, String origin) {
        assertThat(ApiConfig.builder().endpoint(URI.create(given)).build().origin(Calls.VPC))
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "httpsx://host",
                "host:8080",
                "/path",
                "http:///path",
                "http:host",
                "http://host/path",
                "http://host//",
                "http://host?x=1",
                "http://host?",
                "http://host#part",
                "http://user:pass@host",
                "http://host:0",
                "http://host:65536",
                "http://under_score",
            })
    void refusesAnEndpointThatIsMoreOrLessThanAnAddress(String given) {
        assertThatThrownBy(() -> ApiConfig.builder().endpoint(URI.create(given)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host[:port]")
                .hasMessageNotContaining("user:pass");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesATimeoutThatIsNotPositive(long seconds) {
        Duration timeout = Duration.ofSeconds(seconds);
        assertThatThrownBy(() -> ApiConfig.builder().callTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callTimeout");
        assertThatThrownBy(() -> ApiConfig.builder().connectTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectTimeout");
    }

    @Test
    void refusesARetryPolicyWithoutAnAttempt() {
        assertThatThrownBy(() -> new RetryPolicy(0, RetryPolicy.none().backoff()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
