package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What the parts of {@link HttpTransportConformance} share. */
abstract class TransportContract {

    static final Duration LONG = Duration.ofSeconds(10);
    static final List<Header> HEADERS =
            List.of(new Header("content-type", "application/json"), new Header("user-agent", "test"));

    /** A new transport of the kind that is tested. */
    protected abstract HttpTransport create(Duration connectTimeout);

    static HttpRequest request(String method, String origin, String body, Duration timeout) {
        return request(method, origin, "/v1/regions/cn-north-1/vpcs/vpc-1", "", body, timeout);
    }

    static HttpRequest request(String method, String origin, String path, String query, String body, Duration timeout) {
        return request(method, origin, path, query, HEADERS, body.getBytes(StandardCharsets.UTF_8), timeout);
    }

    static HttpRequest request(
            String method,
            String origin,
            String path,
            String query,
            List<Header> headers,
            byte[] body,
            Duration timeout) {
        return new HttpRequest(method, origin, path, query, headers, body, "vpc", "cn-north-1", timeout);
    }
}
