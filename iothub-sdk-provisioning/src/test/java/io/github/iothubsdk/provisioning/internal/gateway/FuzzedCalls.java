package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** Every operation once, answered by a script; one client for all scripts, since making one takes longer than a call. */
final class FuzzedCalls {

    static final String ID = "id-1";
    static final String NUMBER = "2026112200001";
    private static final String REGION = "cn-north-1";
    private static final CredentialsProvider KEYS =
            CredentialsProvider.of(Credentials.of("FUZZAK", Secret.of("FUZZSK")));
    private static final CreateInstanceRequest REQUEST = CreateInstanceRequest.builder(REGION, "plant-7")
            .network("vpc-1", "subnet-1")
            .database(RdsDatabase.of("rds-1", "iot", "db.example.com", "iot", Secret.of("password")))
            .acceptServiceTerms()
            .build();

    /** Time passes only by pauses. */
    private static final class PausedTime implements TimeSource {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(1_795_000_000).plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing here schedules");
        }
    }

    private static final class Answering implements HttpTransport {
        private ScriptedAnswers script = ScriptedAnswers.parse(new byte[0]);

        @Override
        public HttpResponse send(HttpRequest request) {
            return script.next();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private final PausedTime timeSource = new PausedTime();
    private final Answering answering = new Answering();
    private final ApiClient api = new ApiClient(
            KEYS,
            ApiConfig.builder()
                    .transport(() -> answering)
                    .timeSource(timeSource)
                    .rateLimit(0)
                    .build());
    private Deadline deadline = Deadline.in(Duration.ofMinutes(10), timeSource);

    /** From now on these are the answers. */
    void answer(ScriptedAnswers script) {
        answering.script = script;
        deadline = Deadline.in(Duration.ofMinutes(10), timeSource);
    }

    String user() {
        return new AccountApi(api).user(deadline).account().orElseThrow();
    }

    boolean balance() {
        return new AccountApi(api).balance(REGION, deadline).availableAmount() != null;
    }

    Optional<Order> order() {
        return new OrderApi(api).order(REGION, NUMBER, deadline);
    }

    Listing<Order> orders() {
        return new OrderApi(api).whole(REGION, OrderApi.Span.ALL, deadline);
    }

    void pay() {
        new OrderApi(api).pay(REGION, NUMBER, deadline);
    }

    InstanceApi.Created create() {
        return instanceApi().create(REQUEST, "", "token", "password", deadline);
    }

    Listing<Instance> instances() {
        return instanceApi().whole(instanceApi().list(REGION, deadline), REGION, deadline);
    }

    Optional<Instance> show() {
        return instanceApi().show(REGION, ID, deadline);
    }

    void delete() {
        instanceApi().delete(REGION, ID, deadline);
    }

    RdsApi.Server server() {
        return new RdsApi(api).server(REGION, ID, deadline);
    }

    List<RdsApi.Database> databases() {
        return new RdsApi(api).databases(REGION, ID, deadline);
    }

    VpcApi.Vpc vpc() {
        return new VpcApi(api).vpc(REGION, ID, deadline);
    }

    VpcApi.Subnet subnet() {
        return new VpcApi(api).subnet(REGION, ID, deadline);
    }

    private InstanceApi instanceApi() {
        return new InstanceApi(api, WireDialects.iotHubInferred());
    }
}
