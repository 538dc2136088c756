package io.github.iothubsdk.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {

    @ParameterizedTest(name = "{0} has the host {1}")
    @CsvSource({
        "https://vpc.jdcloud-api.com, vpc.jdcloud-api.com",
        "https://vpc.jdcloud-api.com:443, vpc.jdcloud-api.com",
        "https://vpc.jdcloud-api.com:80, vpc.jdcloud-api.com:80",
        "http://vpc.jdcloud-api.com:80, vpc.jdcloud-api.com",
        "http://vpc.jdcloud-api.com:443, vpc.jdcloud-api.com:443",
        "http://vpc.jdcloud-api.com:8080, vpc.jdcloud-api.com:8080",
        "http://vpc.jdcloud-api.com:180, vpc.jdcloud-api.com:180",
        "https://vpc.jdcloud-api.com:8443, vpc.jdcloud-api.com:8443",
        "http://[::1]:8080, [::1]:8080",
        "http://[::1]:80, [::1]",
        "http://[fe80::80], [fe80::80]",
        "https://[2001:db8::443], [2001:db8::443]",
    })
    void signsAPortOnlyWhereItIsNotTheSchemesOwn(String origin, String host) {
        assertThat(request(origin, "", List.of()).host()).isEqualTo(host);
    }

    @Test
    void joinsTheAddress() {
        assertThat(request("http://h", "a=1", List.of()).url()).isEqualTo("http://h/v1/x?a=1");
        assertThat(request("http://h", "", List.of()).url()).isEqualTo("http://h/v1/x");
    }

    @Test
    void keepsItsHeadersWhenMoreAreAdded() {
        HttpRequest one = request("http://h", "", List.of(new Header("a", "1")));
        HttpRequest two = one.with(List.of(new Header("b", "2")));
        assertThat(two.headers()).extracting(Header::name).containsExactly("a", "b");
        assertThat(one.headers()).extracting(Header::name).containsExactly("a");
    }

    @Test
    void showsNeitherQueryNorHeadersNorBody() {
        HttpRequest request = request("http://h", "name=canary", List.of(new Header("authorization", "canary")));
        assertThat(request).hasToString("vpc GET /v1/x");
        assertThat(request.headers().toString()).doesNotContain("canary");
    }

    @Test
    void findsAHeaderOfAnAnswerInAnyCaseAndShowsOnlyItsSize() {
        var response = new HttpResponse(200, Map.of("x-jdcloud-request-id", "r1"), new byte[] {(byte) 0xff, 'a'});
        assertThat(response.header("X-JDCloud-Request-Id")).contains("r1");
        assertThat(response.text()).isEqualTo("\ufffda");
        assertThat(response).hasToString("HTTP 200, 2 bytes");
    }

    private static HttpRequest request(String origin, String query, List<Header> headers) {
        byte[] body = {'c', 'a', 'n', 'a', 'r', 'y'};
        return new HttpRequest("GET", origin, "/v1/x", query, headers, body, "vpc", "r", Duration.ZERO);
    }
}
