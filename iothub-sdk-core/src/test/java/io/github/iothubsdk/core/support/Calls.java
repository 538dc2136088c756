package io.github.iothubsdk.core.support;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls, clients and requests that several tests make. */
public final class Calls {

    public static final Service VPC = new Service("vpc", "v1");
    public static final Credentials KEYS = Credentials.of("TESTAK", Secret.of("TESTSK"));

    /** What the answers of these tests are read into. */
    public record Vpc(@Nullable String vpcId, @Nullable Integer subnets) {}

    private Calls() {}

    public static ApiCall show() {
        return ApiCall.get(VPC, "cn-north-1", "/regions/{region}/vpcs/{}", "vpc-1");
    }

    public static ApiCall create() {
        return ApiCall.post(VPC, "cn-north-1", "/regions/{region}/vpcs/").body(Map.of("vpcName", "plant-7"));
    }

    public static ApiCall drop() {
        return ApiCall.delete(VPC, "cn-north-1", "/regions/{region}/vpcs/{}", "vpc-1");
    }

    public static ApiClient client(ScriptedTransport transport, TimeSource timeSource) {
        return client(transport, timeSource, CredentialsProvider.of(KEYS));
    }

    public static ApiClient client(
            ScriptedTransport transport, TimeSource timeSource, CredentialsProvider credentials) {
        return new ApiClient(
                credentials,
                ApiConfig.builder()
                        .transport(() -> transport)
                        .timeSource(timeSource)
                        .build());
    }

    public static Deadline minute(TimeSource timeSource) {
        return Deadline.in(Duration.ofMinutes(1), timeSource);
    }

    /** A request as the client hands it to a transport. */
    public static HttpRequest request(String method, String origin, String body, Duration timeout) {
        return new HttpRequest(
                method,
                origin,
                "/v1/regions/cn-north-1/vpcs/vpc-1",
                "",
                List.of(new Header("content-type", "application/json"), new Header("user-agent", "test")),
                body.getBytes(StandardCharsets.UTF_8),
                "vpc",
                "cn-north-1",
                timeout);
    }

    /** The value of a header that the request must have. */
    public static String header(HttpRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no header " + name));
    }
}
