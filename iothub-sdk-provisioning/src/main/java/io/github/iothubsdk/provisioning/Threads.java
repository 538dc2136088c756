package io.github.iothubsdk.provisioning;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of all clients of the process: as few for a hundred accounts as for one. They end when they are idle. */
final class Threads {

    /** As many as a preflight has calls that can be under way together. */
    static final ExecutorService CHECKS = pool(8, "iothub-sdk-check");

    /** As many as there are, since code of the caller's may hang; its checks have a time limit. */
    static final ExecutorService OWN_CHECKS =
            pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), "iothub-sdk-own-check");

    static final ExecutorService RUNS = pool(4, "iothub-sdk-run");
    static final ExecutorService TELLING = pool(2, "iothub-sdk-tell");

    /** What the turns under way may call together: none is begun with less, so that it holds no thread while it waits. */
    static final int CALLS_AT_ONCE = 4 * 8;

    private Threads() {}

    private static ExecutorService pool(int threads, String name) {
        return pool(threads, threads, new LinkedBlockingQueue<>(), name);
    }

    private static ExecutorService pool(int least, int most, BlockingQueue<Runnable> waiting, String name) {
        var pool = new ThreadPoolExecutor(least, most, 1, TimeUnit.SECONDS, waiting, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
