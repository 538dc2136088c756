package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The published and the cross-checked vectors, against the checker and against the tests' own signer. */
class SignatureTest {
    private static final String NONCE = "2d8c4a3e-0b1f-4c55-9a5e-7d6f1c2b3a40";

    @Test
    void reproducesTheExampleOfTheDocumentation() throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-jdcloud-date", "20190214T104514Z");
        headers.put("x-jdcloud-nonce", "testnonce");
        headers.put("x-my-header", "test");
        headers.put("x-my-header_blank", " blank");

        String target = "/v1/resource:action?p1=p1&p0=p0&o=%25&u=u";
        assertThat(signatures("POST", target, "test", "cn-north-1", "TESTSK", headers, "body data"))
                .containsOnly("2a98f83c074e7bee260bfc8ef64f009c07595bd93f7f0c3f4e156bf6479ed9bf");
    }

    @Test
    void reproducesTheSecondCaseOfTheGoSigner() throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("x-jdcloud-date", "20190214T104514Z");
        headers.put("x-jdcloud-nonce", "test nonce");

        String target = "/v1/region/cn-north-1/test?filters.1.name=id&filters.1.values.1=v1&filters.1.values.2=v2";
        assertThat(signatures("PATCH", target, "test", "cn-north-1", "secret key", headers, "this is body"))
                .containsOnly("1912eba02012ce6eb482302bae29cfa8e721ad66c188c533f9070e69aad2c896");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/vectors.csv", delimiter = '|', quoteCharacter = '\'')
    void reproducesTheVector(
            String id, String method, String service, String region, String target, String body, String expected)
            throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("host", service + ".jdcloud-api.com");
        headers.put("x-jdcloud-date", "20190501T080000Z");
        headers.put("x-jdcloud-nonce", NONCE);
        if (id.equals("V5")) {
            headers.put("x-jdcloud-security-token", "VE9L");
        }
        assertThat(signatures(method, target, service, region, "TESTSK", headers, body == null ? "" : body))
                .containsOnly(expected);
    }

    /** Returns what the tests' signer and the simulator's checker make of it. */
    private static String[] signatures(
            String method,
            String target,
            String service,
            String region,
            String secret,
            Map<String, String> headers,
            String body)
            throws Exception {
        String authorization =
                new TinySigner("TESTAK", secret, service, region).authorization(method, target, headers, body);
        Credential credential = Credential.parse(authorization);
        Request request = new Request(method, target, headers, ByteString.encodeUtf8(body));
        return new String[] {credential.signature(), Signature.of(request, credential, secret)};
    }
}
