package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.jdcloud.sdk.auth.sign.JdCloudSigner;
import com.jdcloud.sdk.http.DefaultSdkHttpFullRequest;
import com.jdcloud.sdk.http.SdkHttpMethod;
import com.jdcloud.sdk.utils.SdkHttpUtils;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.PercentEncoding;
import io.github.iothubsdk.core.support.Calls;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random requests signed here and by JD Cloud's own SDK must have the same Authorization.
 *
 * <p>Left out is what that SDK is known to sign wrongly: repeated query names, header values with spaces around them,
 * session tokens, and slashes in path parameters.
 */
class OfficialSdkOracleTest {

    private static final long SEED = 20190501;
    private static final int REQUESTS = 1_000;
    private static final String ALPHABET = "abcXYZ019-_.~ !\"#$%&'()*+,;:<=>?@[\\]^`{|}\u00e9\u4e2d\u6587\uffe5";
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT", "PATCH");

    private final Random random = new Random(SEED);
    private final Signer signer = new Signer();

    @Test
    void agreesWithTheOfficialSigner() {
        for (int i = 0; i < REQUESTS; i++) {
            Sample sample = sample();
            HttpRequest signed =
                    signer.sign(sample.ours(), sample.credentials(), sample.now(), "nonce-" + random.nextLong());
            assertThat(Calls.header(signed, "authorization"))
                    .as("seed %d, request %d: %s", SEED, i, sample)
                    .isEqualTo(official(sample, Calls.header(signed, "x-jdcloud-nonce")));
        }
    }

    private record Sample(
            String method,
            String host,
            String path,
            Map<String, String> query,
            String body,
            String region,
            Credentials credentials,
            Instant now) {

        HttpRequest ours() {
            String encodedPath = path.lines()
                    .map(segment -> PercentEncoding.encode(segment).replace("%3A", ":"))
                    .collect(Collectors.joining("/"));
            Map<String, String> encoded = new TreeMap<>();
            query.forEach((name, value) -> encoded.put(PercentEncoding.encode(name), PercentEncoding.encode(value)));
            String joined = encoded.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining("&"));
            HttpRequest request = Vectors.request(method, "vpc", region, "/" + encodedPath, joined, body);
            return new HttpRequest(
                    method,
                    "http://" + host,
                    request.path(),
                    request.query(),
                    request.headers(),
                    request.body(),
                    "vpc",
                    region,
                    request.timeout());
        }
    }

    private Sample sample() {
        String path = "v1\nregions\n" + text(1, 12) + "\n" + text(1, 12) + (random.nextBoolean() ? ":pay" : "");
        Map<String, String> query = new TreeMap<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            query.put(text(1, 8), text(0, 12));
        }
        return new Sample(
                METHODS.get(random.nextInt(METHODS.size())),
                "vpc.jdcloud-api.com" + (random.nextBoolean() ? "" : ":" + (1024 + random.nextInt(60_000))),
                path,
                query,
                text(0, 40),
                "cn-north-" + random.nextInt(9),
                Credentials.of("AK" + random.nextInt(99), Secret.of("SK" + random.nextLong())),
                Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
    }

    private String text(int atLeast, int atMost) {
        int length = atLeast + random.nextInt(atMost - atLeast + 1);
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /** Its composer encodes the path before, and its signer encodes the query. */
    private static String official(Sample sample, String nonce) {
        HttpRequest ours = sample.ours();
        var builder = DefaultSdkHttpFullRequest.builder()
                .httpMethod(SdkHttpMethod.fromValue(sample.method()))
                .endpoint(URI.create("http://" + sample.host()))
                .resourcePath(SdkHttpUtils.urlEncode("/" + sample.path().replace('\n', '/'), true))
                .header("X-Jdcloud-Nonce", nonce)
                .header("Content-Type", "application/json")
                .content(new ByteArrayInputStream(ours.body()));
        sample.query().forEach(builder::queryParameter);
        JdCloudSigner theirs = new JdCloudSigner();
        theirs.setRegionName(sample.region());
        theirs.setServiceName("vpc");
        theirs.setOverrideDate(Date.from(sample.now()));
        var keys = new com.jdcloud.sdk.auth.Credentials(
                sample.credentials().accessKey(),
                sample.credentials().secretKey().reveal());
        return String.join("", theirs.sign(builder, keys).getHeaders().getOrDefault("Authorization", List.of()));
    }
}
