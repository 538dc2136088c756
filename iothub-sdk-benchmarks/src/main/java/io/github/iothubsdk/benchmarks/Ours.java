package io.github.iothubsdk.benchmarks;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** This SDK; only the rate limit is off, which a benchmark would run into at once. */
final class Ours implements Caller {

    private static final Service VPC = new Service("vpc", "v1");
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ApiClient client;

    private Ours(URI endpoint, Supplier<HttpTransport> transport) {
        var keys = CredentialsProvider.of(Credentials.of("TESTAK", Secret.of("TESTSK")));
        client = new ApiClient(
                keys,
                ApiConfig.builder()
                        .endpoint(endpoint)
                        .transport(transport)
                        .rateLimit(0)
                        .build());
    }

    static Caller onOkHttp(URI endpoint) {
        return new Ours(endpoint, () -> HttpTransports.okHttp(CONNECT));
    }

    static Caller onJdkClient(URI endpoint) {
        return new Ours(endpoint, () -> HttpTransports.jdk(CONNECT));
    }

    @Override
    public String describe() {
        var call = ApiCall.get(VPC, "cn-north-1", "/regions/{region}/vpcs/{}", ID)
                .read(Vpc.Result.class, result -> result.vpc() != null);
        return client.call(call, Deadline.in(Duration.ofMinutes(1), TimeSource.system()))
                .vpc()
                .vpcId();
    }

    @Override
    public void close() {
        client.close();
    }
}
