package io.github.iothubsdk.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.support.Calls;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors that reproduce, and those computed with two independent implementations. */
class SignatureVectorsTest {

    private static final String DOC_DATE = "20190214T104514Z";
    private static final SigningDate DOC_SECOND =
            SigningDate.of(Instant.parse("2019-02-14T10:45:14Z").getEpochSecond());
    private static final HttpRequest DOC =
            Vectors.request("POST", "test", "cn-north-1", "/v1/resource:action", "o=%25&p0=p0&p1=p1&u=u", "body data");
    private static final List<Header> DOC_HEADERS = List.of(
            new Header("x-jdcloud-date", DOC_DATE),
            new Header("x-jdcloud-nonce", "testnonce"),
            new Header("x-my-header", "test"),
            new Header("x-my-header_blank", "blank"));

    private final Signer signer = new Signer();

    @Test
    void signsTheDocumentationExample() {
        assertThat(signer.authorization(DOC, DOC_HEADERS, names(DOC_HEADERS), Vectors.KEYS, DOC_SECOND))
                .isEqualTo("JDCLOUD2-HMAC-SHA256 Credential=TESTAK/20190214/cn-north-1/test/jdcloud2_request, "
                        + "SignedHeaders=x-jdcloud-date;x-jdcloud-nonce;x-my-header;x-my-header_blank, "
                        + "Signature=2a98f83c074e7bee260bfc8ef64f009c07595bd93f7f0c3f4e156bf6479ed9bf");
    }

    @Test
    void hashesTheCanonicalRequestOfTheDocumentationExample() {
        assertThat(CanonicalRequest.hash(DOC, DOC_HEADERS, names(DOC_HEADERS)))
                .isEqualTo("fb2e317056269590681d091f8eb22272967c0b922b2deda887312215ea4eed4c");
    }

    @Test
    void derivesEveryKeyOfTheDocumentationExample() {
        byte[] date = Sha256.hmac(Sha256.key("JDCLOUD2TESTSK".getBytes(UTF_8)), new Ascii(8).add("20190214"));
        byte[] region = Sha256.hmac(Sha256.key(date), new Ascii(8).add("cn-north-1"));
        byte[] service = Sha256.hmac(Sha256.key(region), new Ascii(8).add("test"));
        assertThat(List.of(hex(date), hex(region), hex(service)))
                .containsExactly(
                        "dbbdee87f18afeedd6456923587f5323b90c3a77fbc6e381b243c90c672d5daf",
                        "78e1da51757851329da8e31a6bad9f509c4816cacb8d5b2b9d171e49498ce4b6",
                        "44050ec21c8e839f36ff5b2d44ec4a5876f4ffd6ef9a7a692a3eba40396bdb68");
        assertThat(hex(SigningKeys.derive("TESTSK", "20190214", "cn-north-1", "test")))
                .isEqualTo("a4e50bcb6001be0008696b173c30172b5ce22a77db00d21c6a9d69de2ba33b7d");
    }

    @Test
    void signsTheSecondCaseOfTheGoSigner() {
        assertThat(goSigner("PATCH", goHeaders(false)))
                .endsWith("Signature=1912eba02012ce6eb482302bae29cfa8e721ad66c188c533f9070e69aad2c896");
    }

    /** Published with an empty body, it holds with the second case's body and the host signed. */
    @Test
    void signsTheFirstCaseOfTheGoSigner() {
        String authorization = goSigner("POST", goHeaders(true));
        assertThat(authorization.substring(authorization.indexOf("Signature=") + 10))
                .startsWith("ab7f411c")
                .endsWith("688e");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.iothubsdk.core.auth.Vectors#all")
    void hashesTheCanonicalRequest(String name, HttpRequest request, String canonicalHash, String signature) {
        List<Header> signed = Vectors.signed(request);
        assertThat(CanonicalRequest.hash(request, signed, names(signed)))
                .as(name + " " + signature)
                .isEqualTo(canonicalHash);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.iothubsdk.core.auth.Vectors#all")
    void signsTheVector(String name, HttpRequest request, String canonicalHash, String signature) {
        HttpRequest signed = signer.sign(request, Vectors.KEYS, Vectors.NOW, Vectors.NONCE);
        assertThat(Calls.header(signed, "authorization"))
                .as(name + " " + canonicalHash)
                .isEqualTo("JDCLOUD2-HMAC-SHA256 Credential=TESTAK/20190501/" + request.region() + "/"
                        + request.service() + "/jdcloud2_request, SignedHeaders=content-type;host;x-jdcloud-date;"
                        + "x-jdcloud-nonce, Signature=" + signature);
    }

    @Test
    void signsTheSessionToken() {
        Credentials temporary = Credentials.of("TESTAK", Secret.of("TESTSK"), Secret.of("TOK"));
        HttpRequest request =
                Vectors.get("asset", "cn-north-1", "/v1/regions/cn-north-1/assets:describeAccountAmount", "");
        HttpRequest signed = signer.sign(request, temporary, Vectors.NOW, Vectors.NONCE);
        assertThat(Calls.header(signed, "x-jdcloud-security-token")).isEqualTo("VE9L");
        assertThat(Calls.header(signed, "authorization"))
                .contains("SignedHeaders=content-type;host;x-jdcloud-date;x-jdcloud-nonce;x-jdcloud-security-token,")
                .endsWith("Signature=16d9420cbbc5baa1e6579f8fb1600dd6e3b64edd98182daabdf007e2e6ba3d85");
    }

    private String goSigner(String method, List<Header> headers) {
        HttpRequest request = Vectors.request(
                method,
                "test",
                "cn-north-1",
                "/v1/region/cn-north-1/test",
                "filters.1.name=id&filters.1.values.1=v1&filters.1.values.2=v2",
                "this is body");
        return signer.authorization(
                request, headers, names(headers), Credentials.of("AK", Secret.of("secret key")), DOC_SECOND);
    }

    private static List<Header> goHeaders(boolean withHost) {
        var type = new Header("content-type", "application/json");
        var date = new Header("x-jdcloud-date", DOC_DATE);
        var nonce = new Header("x-jdcloud-nonce", "test nonce");
        return withHost
                ? List.of(type, new Header("host", "test.cn-north-1.jdcloud-api.net"), date, nonce)
                : List.of(type, date, nonce);
    }

    private static String names(List<Header> headers) {
        return headers.stream().map(Header::name).collect(Collectors.joining(";"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
