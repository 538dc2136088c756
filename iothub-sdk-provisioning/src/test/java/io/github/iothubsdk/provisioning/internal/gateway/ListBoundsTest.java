package io.github.iothubsdk.provisioning.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that never end, from a service that always has another page with something new on it. */
class ListBoundsTest {

    private static final String REGION = "cn-north-1";

    /** Every page is full; counts what it has given away. */
    private static final class Endless implements HttpTransport {
        private final String array;
        private final IntFunction<String> row;
        private int rows;
        private long bytes;

        Endless(String array, IntFunction<String> row) {
            this.array = array;
            this.row = row;
        }

        @Override
        public HttpResponse send(HttpRequest request) {
            String page = IntStream.range(rows, rows + 100).mapToObj(row).collect(Collectors.joining(","));
            rows += 100;
            String json = "{\"requestId\":\"r\",\"result\":{\"totalCount\":1000000,\"" + array + "\":[" + page + "]}}";
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            bytes += body.length;
            return new HttpResponse(200, Map.of(), body);
        }

        @Override
        public void close() {}
    }

    /** Stands still but while somebody pauses. */
    private static final class Still implements TimeSource {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            throw new AssertionError("nothing here waits in the background");
        }
    }

    private final Still timeSource = new Still();
    private final Deadline deadline = Deadline.in(Duration.ofHours(10), timeSource);

    private ApiClient client(HttpTransport transport) {
        return new ApiClient(
                CredentialsProvider.of(Credentials.of("AK", Secret.of("SK"))),
                ApiConfig.builder()
                        .transport(() -> transport)
                        .timeSource(timeSource)
                        .build());
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    private static void ends(Runnable read, String what, Endless service) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        ApiException.Unreachable.class,
                        e -> assertThat(e.mayHaveHappened()).isFalse())
                .hasMessageContaining(what + " does not end");
        assertThat(service.rows).isLessThan(60_000);
        assertThat(service.bytes).isLessThan(32 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3_000})
    void doesNotReadInstancesWithoutEnd(int description) {
        var service = new Endless(
                "instances",
                i -> "{\"instanceId\":\"i-" + i + "\",\"name\":\"n\",\"description\":\"" + text(description) + "\"}");
        try (ApiClient client = client(service)) {
            InstanceApi api = new InstanceApi(client, WireDialects.iotHubInferred());
            ends(() -> api.list(REGION, deadline), "instance list of cn-north-1", service);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void doesNotReadOrdersWithoutEnd(int name) {
        var service = new Endless(
                "resultList",
                i -> "{\"orderNumber\":\"" + i + "\",\"status\":\"S\",\"serviceName\":\"" + text(name) + "\"}");
        try (ApiClient client = client(service)) {
            OrderApi api = new OrderApi(client);
            ends(() -> api.list(REGION, OrderApi.Span.ALL, deadline), "order list", service);
            assertThat(new OrdersBefore(api, timeSource).look(REGION, deadline).cut())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000})
    void doesNotReadDatabasesWithoutEnd(int set) {
        var service =
                new Endless("databases", i -> "{\"dbName\":\"" + i + "\",\"characterSetName\":\"" + text(set) + "\"}");
        try (ApiClient client = client(service)) {
            ends(() -> new RdsApi(client).databases(REGION, "rds-1", deadline), "database list of rds-1", service);
        }
    }

    /** It took 83 seconds to make a number of 1.6 million digits. */
    @Test
    void doesNotMakeANumberOfWhatIsNoTime() {
        for (String time : new String[] {text(300), "9".repeat(41), "1e99", "1e999999999", "1e-999999999", "-1", "x"}) {
            InstanceRow row = row("i-1", time);
            assertThat(row.toInstance(REGION, UnaryOperator.identity()).createdAt())
                    .as(time)
                    .isEmpty();
        }
        assertThat(row("i-1", " 1.7637984E9 ")
                        .toInstance(REGION, UnaryOperator.identity())
                        .createdAt())
                .contains(Instant.parse("2025-11-22T08:00:00Z"));
    }

    @Test
    void takesARowWithoutEndForNoneThatIsUnderstood() {
        assertThat(row("i-1", "0").isNamed()).isTrue();
        assertThat(row(text(257), "0").isNamed()).isFalse();
        assertThat(row("i-1", text(257)).isNamed()).isFalse();
    }

    private static InstanceRow row(String id, String time) {
        return new InstanceRow(
                id, "n", null, "", "", "", "", "", "", "", InstanceStatus.RUNNING, "running", null, time, "");
    }
}
