package io.github.iothubsdk.benchmarks;

import com.jdcloud.sdk.auth.sign.JdCloudSigner;
import com.jdcloud.sdk.http.DefaultSdkHttpFullRequest;
import com.jdcloud.sdk.http.SdkHttpMethod;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signing one request, beside its floor: two SHA-256 and one HMAC with a key that is there already. One JVM in six compiles
 * the nonce's half to twice the time, hence several.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class SignBenchmark {

    private static final String HOST = "https://vpc.jdcloud-api.com";
    private static final String NONCE = "2d8c4a3e-0b1f-4c55-9a5e-7d6f1c2b3a40";

    /** GET has no body; POST has one of 600 bytes. */
    @Param({"GET", "POST"})
    public String method;

    private final Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final byte[] canonicalRequest = new byte[302];
    private final byte[] stringToSign = new byte[150];
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
    private byte[] body;
    private String path;

    private final Signer signer = new Signer();
    private final Credentials credentials = Credentials.of("TESTAK", Secret.of("TESTSK"));
    private HttpRequest request;

    private final JdCloudSigner official = new JdCloudSigner();
    private final com.jdcloud.sdk.auth.Credentials officialCredentials =
            new com.jdcloud.sdk.auth.Credentials("TESTAK", "TESTSK");

    private final AwsV4HttpSigner aws = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity awsCredentials = AwsCredentialsIdentity.create("TESTAK", "TESTSK");

    /** Makes the request that each signs. */
    @Setup
    public void request() {
        boolean get = method.equals("GET");
        body = new byte[get ? 0 : 600];
        path = "/v1/regions/cn-north-1/vpcs/" + (get ? Caller.ID : "");
        List<Header> headers = List.of(new Header("content-type", "application/json"));
        request = new HttpRequest(method, HOST, path, "", headers, body, "vpc", "cn-north-1", Duration.ofSeconds(10));
        official.setRegionName("cn-north-1");
        official.setServiceName("vpc");
    }

    /** What the primitives take. */
    @Benchmark
    public byte[] floor() throws GeneralSecurityException {
        MessageDigest.getInstance("SHA-256").digest(body);
        MessageDigest.getInstance("SHA-256").digest(canonicalRequest);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(stringToSign);
    }

    /** Ours, with a fresh nonce, as each send does it. */
    @Benchmark
    public HttpRequest ours() {
        return signer.sign(request, credentials, now);
    }

    /** Ours without making the nonce. */
    @Benchmark
    public HttpRequest oursWithoutNonce() {
        return signer.sign(request, credentials, now, NONCE);
    }

    /** JD Cloud's own signer, which makes the nonce itself. */
    @Benchmark
    public Object officialSdk() {
        var unsigned = DefaultSdkHttpFullRequest.builder()
                .httpMethod(SdkHttpMethod.fromValue(method))
                .endpoint(URI.create(HOST))
                .resourcePath(path)
                .header("Content-Type", "application/json")
                .header("x-jdcloud-nonce", UUID.randomUUID().toString())
                .content(new ByteArrayInputStream(body));
        return official.sign(unsigned, officialCredentials);
    }

    /** AWS SDK v2's SigV4, from which JD Cloud's signature derives; it has no nonce. */
    @Benchmark
    public Object awsSdkV2() {
        SdkHttpRequest unsigned = SdkHttpFullRequest.builder()
                .method(software.amazon.awssdk.http.SdkHttpMethod.fromValue(method))
                .uri(URI.create(HOST + path))
                .putHeader("Content-Type", "application/json")
                .build();
        return aws.sign(sign -> sign.identity(awsCredentials)
                .request(unsigned)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "vpc")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "cn-north-1"));
    }
}
