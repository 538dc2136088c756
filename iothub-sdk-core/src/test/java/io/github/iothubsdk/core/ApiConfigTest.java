package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.support.Calls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    @ValueSource(
            strings = {
                "http://vpc.jdcloud-api.com",
                "HTTP://10.0.0.7:8080",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://localhost.",
                "http://128.0.0.1",
                "http://0.0.0.0:8080",
                "http://[::2]:8080",
                "http://[::]:8080",
                "http://[fe80::1]:8080",
                "http://[::ffff:10.0.0.7]",
            })
    void refusesPlainHttpToAnotherMachineUnlessItIsAllowed(String given) {
        URI address = URI.create(given);
        assertThatThrownBy(() -> ApiConfig.builder().endpoint(address).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://" + address.getAuthority() + " is plain HTTP to another machine")
                .hasMessageContaining("in the clear")
                .hasMessageContaining("https://")
                .hasMessageContaining("allowPlainHttp()");

        String origin = "http://" + address.getAuthority();
        assertThat(ApiConfig.builder()
                        .allowPlainHttp()
                        .endpoint(address)
                        .build()
                        .origin(Calls.VPC))
                .isEqualTo(origin);
        assertThat(ApiConfig.builder()
                        .endpoint(address)
                        .allowPlainHttp()
                        .build()
                        .origin(Calls.VPC))
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://127.255.255.254",
                "http://LocalHost:8080",
                "http://[::1]:8080",
                "http://[0:0:0:0:0:0:0:1]",
                "http://[::ffff:127.0.0.1]:8080",
                "https://vpc.jdcloud-api.com",
            })
    void needsNoLeaveForThisMachineNorForHttps(String given) {
        assertThat(ApiConfig.builder().endpoint(URI.create(given)).build().origin(Calls.VPC))
                .isEqualToIgnoringCase(given);
    }

    /** Tells who is closed, from the outside in. */
    private record Layer(String name, Optional<HttpTransport> next, List<String> closed) implements HttpTransport {
        @Override
        public HttpResponse send(HttpRequest request) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void close() {
            closed.add(name);
            next.ifPresent(HttpTransport::close);
        }
    }

    @Test
    void wrapsTheTransportWheneverThatIsGivenAndTheLastIsTheOutermost() {
        List<String> closed = new ArrayList<>();
        ApiConfig.builder()
                .aroundTransport(next -> new Layer("inner", Optional.of(next), closed))
                .transport(() -> new Layer("passed over", Optional.empty(), closed))
                .transport(() -> new Layer("own", Optional.empty(), closed))
                .aroundTransport(next -> new Layer("outer", Optional.of(next), closed))
                .build()
                .newTransport()
                .close();
        assertThat(closed).containsExactly("outer", "inner", "own");
    }

    @Test
    void closesWhatCannotBeWrapped() {
        List<String> closed = new ArrayList<>();
        ApiConfig.Builder builder = ApiConfig.builder()
                .transport(() -> new Layer("own", Optional.empty(), closed))
                .aroundTransport(next -> new Layer("inner", Optional.of(next), closed))
                .aroundTransport(next -> {
                    throw new IllegalStateException("no registry");
                });
        assertThatThrownBy(() -> builder.build().newTransport()).hasMessage("no registry");
        assertThat(closed).containsExactly("inner", "own");
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
