package io.github.iothubsdk.benchmarks;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One whole create against the simulator in the same process, from preflight to RUNNING, waiting for nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 300)
@Measurement(iterations = 300)
@Fork(1)
public class CreateBenchmark {

    /** How many calls arrived at the simulator. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Calls {
        /** For one create. */
        public int calls;
    }

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request();
    private ProvisioningClient client;

    /** A world and a client without memories. */
    @Setup(Level.Iteration)
    public void start() {
        cloud.reset();
        client = cloud.client().build();
    }

    /** Lets go of the client. */
    @TearDown(Level.Iteration)
    public void stop() {
        client.close();
    }

    /** Stops the simulator. */
    @TearDown
    public void end() {
        cloud.close();
    }

    /** From the request to the running instance. */
    @Benchmark
    public ProvisioningResult create(Calls counted) {
        ProvisioningResult done = client.create(request, Duration.ofHours(1));
        counted.calls = cloud.calls();
        return done;
    }
}
