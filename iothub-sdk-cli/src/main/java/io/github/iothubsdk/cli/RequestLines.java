package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.ServedCall;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells calls in a thread of its own: a terminal that is stopped, or a pipe that nobody reads, stops no client. */
final class RequestLines implements Consumer<ServedCall>, AutoCloseable {

    private static final int MOST_WAITING = 1_000;
    private static final long GOODBYE_MILLIS = 1_000;

    private final BlockingQueue<Optional<ServedCall>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean hurried = new AtomicBoolean();
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
                if (hurried.get()) {
                    untold.incrementAndGet();
                } else {
                    report.served(next.get());
                    count();
                }
            }
            count();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        long lost = untold.getAndSet(0);
        if (lost > 0) {
            report.notTold(lost);
        }
    }

    /** Tells for a moment what is waiting, and then how much is left; a terminal that is stopped hears neither. */
    @Override
    public void close() {
        try {
            boolean isSaid = ends(false);
            if (thread.isAlive()) {
                hurried.set(true);
                boolean unused = ends(isSaid);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that nothing more comes, unless that was said, and waits for the end; tells whether it is said by now. */
    private boolean ends(boolean isSaid) throws InterruptedException {
        boolean said = isSaid || waiting.offer(Optional.empty(), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        if (said) {
            thread.join(GOODBYE_MILLIS);
        }
        return said;
    }
}
