package io.github.iothubsdk.benchmarks;

import com.google.gson.Gson;
import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One page of a hundred instances, from its bytes to records; ours makes and signs the call as well. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 25, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DecodeBenchmark {

    private record Row(
            String instanceId,
            String name,
            String region,
            String vpcId,
            String subnetId,
            String domain,
            String publicDomain,
            String instanceStatus,
            Integer progress,
            Long createTime) {}

    private record Page(Totals page, List<Row> instances) {}

    private record Totals(int pageSize, int nowPage, int totalSize, int totalPage) {}

    private record Envelope(String requestId, Page result) {}

    private final byte[] page = page();
    private final Gson gson = new Gson();
    private final ApiClient client = new ApiClient(
            CredentialsProvider.of(Credentials.of("TESTAK", Secret.of("TESTSK"))),
            ApiConfig.builder().rateLimit(0).transport(() -> new Canned(page)).build());

    /** Gson alone. */
    @Benchmark
    public List<?> plainGson() {
        String json = new String(page, StandardCharsets.UTF_8);
        return gson.fromJson(json, Envelope.class).result().instances();
    }

    /** The whole call, without the network. */
    @Benchmark
    public List<?> ours() {
        var call = ApiCall.get(new Service("iothub", "v2"), "cn-north-1", "/regions/{region}/instances")
                .query("pageNumber", "1")
                .query("pageSize", "100")
                .read(Page.class, page -> true);
        return client.call(call, Deadline.in(Duration.ofMinutes(1), TimeSource.system()))
                .instances();
    }

    private static byte[] page() {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> String.format(
                        "{\"instanceId\":\"%032x\",\"name\":\"plant-%d\",\"region\":\"cn-north-1\",\"vpcId\":\"vpc-yn4dblxgeb\","
                                + "\"subnetId\":\"subnet-820lwf1mlp\",\"domain\":\"default\",\"publicDomain\":\"default\","
                                + "\"instanceStatus\":\"RUNNING\",\"progress\":100,\"createTime\":1550488316}",
                        i, i))
                .collect(Collectors.joining(","));
        return ("{\"requestId\":\"bpa4ph6u278ofownjgc0ittjvh3se4p1\",\"result\":{\"page\":{\"pageSize\":100,\"nowPage\":1,"
                        + "\"totalSize\":100,\"totalPage\":1},\"instances\":[" + rows + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private record Canned(byte[] body) implements HttpTransport {
        @Override
        public HttpResponse send(HttpRequest request) {
            return new HttpResponse(200, Map.of(), body);
        }

        @Override
        public void close() {}
    }
}
