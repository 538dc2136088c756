package io.github.iothubsdk.core.auth;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Requests whose signatures were computed by others. */
final class Vectors {

    static final String DATE = "20190501T080000Z";
    static final Instant NOW = Instant.parse("2019-05-01T08:00:00Z");
    static final String NONCE = "2d8c4a3e-0b1f-4c55-9a5e-7d6f1c2b3a40";
    static final Credentials KEYS = Credentials.of("TESTAK", Secret.of("TESTSK"));

    private Vectors() {}

    /** Name, request, canonical hash, signature: by two independent implementations. */
    static List<Arguments> all() {
        return List.of(
                Arguments.of(
                        "V1: a GET",
                        get("vpc", "cn-north-1", "/v1/regions/cn-north-1/vpcs/vpc-yn4dblxgeb", ""),
                        "69fe89e4e9ca4ef5dc9892f283785918b72fa025dfa9dcd080d57c5042d0d34d",
                        "2fbb58996cc7602445526e32a3a2f1460b92e2219209cca90e53c72f577f5b34"),
                Arguments.of(
                        "V2: a filtered list",
                        get(
                                "rds",
                                "cn-north-1",
                                "/v1/regions/cn-north-1/instances",
                                "filters.1.name=vpcId&filters.1.operator=eq&filters.1.values.1=vpc-yn4dblxgeb"
                                        + "&pageNumber=1&pageSize=100"),
                        "88132187d9456a53e31e99e248dafc1b14444b3cbf1277f4f0f57687c4cc1993",
                        "b0bd4d19a130dbc8ac67b8d7ddfbc067bebd6e20d3b2fc539277aadef9a62d3f"),
                Arguments.of(
                        "V3: a payment",
                        request(
                                "POST",
                                "order",
                                "cn-north-1",
                                "/v2/regions/cn-north-1/order/2019050108000012345:pay",
                                "",
                                "{\"autoPay\":true}"),
                        "a3125804d5c327627eadbe25cf57b267cbd6ef71247f3f55bfc11792a65f282b",
                        "02207d48c2d34705867b80f296d1b967c4edf55ff7ac4bc150a92a768eb7be53"),
                Arguments.of(
                        "V4: no region",
                        get("user", "jdcloud-api", "/v1/describeUser", ""),
                        "04ce7b517974323683359ab8366853e9acd1cdfc54e8c9c5a46970875b932a64",
                        "1e41e29bf90fc2763a2da9a12fd75c3a1e329c3fc5eda887ab43176dbc82ed5e"),
                Arguments.of(
                        "V6: every kind of character",
                        get(
                                "vpc",
                                "cn-north-1",
                                "/v1/regions/cn-north-1/vpcs/",
                                "filters.1.name=vpcNames&filters.1.values.1="
                                        + PercentEncoding.encode("a b+c*~/\u4e2d")
                                        + "&pageNumber=1&pageSize=20"),
                        "464212a0a0c282f2d3b3b85d592e287d966656444fd3b1893aed621857b9f742",
                        "5982d4745fccd5ec144baf5b96e8661c1d1bbe5ff129793041808bf6c5c65222"));
    }

    static HttpRequest get(String service, String region, String path, String query) {
        return request("GET", service, region, path, query, "");
    }

    static HttpRequest request(String method, String service, String region, String path, String query, String body) {
        return new HttpRequest(
                method,
                "https://" + service + ".jdcloud-api.com",
                path,
                query,
                List.of(new Header("content-type", "application/json"), new Header("user-agent", "any")),
                body.getBytes(StandardCharsets.UTF_8),
                service,
                region,
                Duration.ofSeconds(1));
    }

    /** The headers that V1 to V6 sign, without a token. */
    static List<Header> signed(HttpRequest request) {
        return List.of(
                new Header("content-type", "application/json"),
                new Header("host", request.host()),
                new Header("x-jdcloud-date", DATE),
                new Header("x-jdcloud-nonce", NONCE));
    }
}
