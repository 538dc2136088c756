package io.github.iothubsdk.benchmarks;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A simulated cloud whose time runs with the machine's, and jumps over every pause. */
final class Cloud implements AutoCloseable {

    private final JumpingTicker timeSource = new JumpingTicker();
    private final Simulator simulator = Simulator.builder()
            .clock(timeSource)
            .rateLimit(0)
            .preparing(Duration.ZERO)
            .building(Duration.ZERO)
            .start();

    /** An empty world with the demo account. */
    void reset() {
        simulator.reset();
        var unused = simulator.demoAccount();
    }

    int calls() {
        return simulator.ledger().calls().size();
    }

    ProvisioningClientBuilder client() {
        return ProvisioningClient.builder(
                        CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))))
                .endpoint(simulator.endpoint())
                .journal(Journals.inMemory())
                .rateLimit(0)
                .timeSource(timeSource);
    }

    static CreateInstanceRequest request() {
        return CreateInstanceRequest.builder(Demo.REGION, "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    /** The default HTTP client, each call taking this much longer. */
    static HttpTransport slower(Duration each) {
        HttpTransport next = HttpTransports.okHttp(Duration.ofSeconds(5));
        return new HttpTransport() {
            @Override
            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                Thread.sleep(each.toMillis());
                return next.send(request);
            }

            @Override
            public void close() {
                next.close();
            }
        };
    }

    @Override
    public void close() {
        simulator.close();
    }

    private static final class JumpingTicker implements TimeSource, InstantSource {
        private final AtomicLong jumped = new AtomicLong();

        @Override
        public Instant now() {
            return Instant.now().plusNanos(jumped.get());
        }

        @Override
        public Instant instant() {
            return now();
        }

        @Override
        public long nanos() {
            return System.nanoTime() + jumped.get();
        }

        @Override
        public void pause(Duration duration) {
            jumped.addAndGet(duration.toNanos());
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing here is asynchronous");
        }
    }
}
