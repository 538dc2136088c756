package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.ServedCall;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells calls in a thread of its own: a terminal that is stopped, or a pipe that nobody reads, stops no client. */
final class RequestLines implements Consumer<ServedCall>, AutoCloseable {

    private static final int MOST_WAITING = 1_000;
    private static final long GOODBYE_MILLIS = 1_000;

    private final BlockingQueue<Optional<ServedCall>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong untold = new AtomicLong();
    private final Report report;
    private final Thread thread = new Thread(this::tell, "iothub-requests");

    RequestLines(Report report) {
        this.report = report;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(ServedCall call) {
        if (!waiting.offer(Optional.of(call))) {
            untold.incrementAndGet();
        }
    }

    private void tell() {
        try {
            for (Optional<ServedCall> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                report.served(next.get());
                long lost = untold.getAndSet(0);
                if (lost > 0) {
                    report.notTold(lost);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what is waiting, for a moment. */
    @Override
    public void close() {
        try {
            if (waiting.offer(Optional.empty())) {
                thread.join(GOODBYE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
