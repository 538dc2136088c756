package io.github.iothubsdk.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call over loopback and back, a kilobyte of JSON read into objects. Each JVM compiles the two sides of the socket in
 * its own way, hence several.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class RoundTripBenchmark {

    /** Who calls. */
    public enum Peer {
        /** OkHttp and Gson, unsigned. */
        PLAIN_OKHTTP_UNSIGNED(PlainOkHttp::new),
        /** This SDK as it comes. */
        OURS_ON_OKHTTP(Ours::onOkHttp),
        /** The JDK's HTTP client and Gson, unsigned. */
        BARE_JDK_CLIENT(BareJdkClient::new),
        /** This SDK on the JDK's HTTP client. */
        OURS_ON_JDK_CLIENT(Ours::onJdkClient),
        /** JD Cloud's. */
        OFFICIAL_SDK(OfficialSdk::new),
        /** Amazon's. */
        AWS_SDK_V2(AwsSdk::new);

        private final Function<URI, Caller> maker;

        Peer(Function<URI, Caller> maker) {
            this.maker = maker;
        }
    }

    /** Who calls. */
    @Param
    public Peer peer;

    private LoopbackServer server;
    private Caller caller;

    /** Starts the server and makes the client. */
    @Setup
    public void start() {
        server = new LoopbackServer();
        caller = peer.maker.apply(server.endpoint());
        if (!caller.describe().equals(Caller.ID)) {
            throw new IllegalStateException(peer + " does not read the answer");
        }
    }

    /** Stops both. */
    @TearDown
    public void stop() throws IOException {
        caller.close();
        server.close();
    }

    /** There and back. */
    @Benchmark
    public String call() {
        return caller.describe();
    }
}
