package io.github.iothubsdk.benchmarks;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

/** One preflight when each of its eight calls takes 50 ms: none needs another's answer, so the longest chain is one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 40)
@Fork(1)
public class PreflightBenchmark {

    private static final Duration EACH = Duration.ofMillis(50);
    private static final int CALLS = 8;

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request();
    private ProvisioningClient client;

    /** A client that has not looked at anything yet. */
    @Setup(Level.Iteration)
    public void start() {
        cloud.reset();
        client = cloud.client().transport(() -> Cloud.slower(EACH)).build();
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

    /** The sum of the calls, each waited for. */
    @Benchmark
    public int oneByOne() throws InterruptedException {
        for (int call = 0; call < CALLS; call++) {
            Thread.sleep(EACH.toMillis());
        }
        return CALLS;
    }

    /** The longest chain of calls that need each other's answers. */
    @Benchmark
    public int slowestChain() throws InterruptedException {
        Thread.sleep(EACH.toMillis());
        return 1;
    }

    /** All preconditions. */
    @Benchmark
    public Preflight preflight() {
        Preflight preflight = client.preflight(request);
        if (!preflight.blocking().isEmpty() || cloud.calls() != CALLS) {
            throw new IllegalStateException(cloud.calls() + " calls: " + preflight.blocking());
        }
        return preflight;
    }
}
