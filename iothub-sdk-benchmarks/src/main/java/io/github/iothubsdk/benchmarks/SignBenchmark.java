package io.github.iothubsdk.benchmarks;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Signing one GET, beside its floor: two SHA-256 and one HMAC with a key that is there already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignBenchmark {

    private final Signer signer = new Signer();
    private final Credentials credentials = Credentials.of("TESTAK", Secret.of("TESTSK"));
    private final Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final HttpRequest request = new HttpRequest(
            "GET",
            "https://vpc.jdcloud-api.com",
            "/v1/regions/cn-north-1/vpcs/vpc-yn4dblxgeb",
            "",
            List.of(new Header("content-type", "application/json")),
            new byte[0],
            "vpc",
            "cn-north-1",
            Duration.ofSeconds(10));
    private final byte[] canonicalRequest = new byte[320];
    private final byte[] stringToSign = new byte[150];
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");

    /** What the primitives take. */
    @Benchmark
    public byte[] floor() throws GeneralSecurityException {
        MessageDigest.getInstance("SHA-256").digest(canonicalRequest);
        MessageDigest.getInstance("SHA-256").digest(new byte[0]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(stringToSign);
    }

    /** Ours, with a fresh nonce. */
    @Benchmark
    public HttpRequest ours() {
        return signer.sign(request, credentials, now, UUID.randomUUID().toString());
    }

    /** Ours without making the nonce. */
    @Benchmark
    public HttpRequest oursWithoutNonce() {
        return signer.sign(request, credentials, now, "2d8c4a3e-0b1f-4c55-9a5e-7d6f1c2b3a40");
    }
}
