package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells a listener what happens in asynchronous runs, in order and one at a time, on other threads than the runs'.
 *
 * <p>So a listener that is slow delays no run. One that falls far behind is spared the events that say only that a run
 * still waits. Thread-safe.
 */
public final class SerialEventDispatcher implements Consumer<ProvisioningEvent> {

    private static final int FAR_BEHIND = 10_000;
    /** After so many, other listeners have a turn. */
    private static final int TURN = 64;

    private final Consumer<ProvisioningEvent> listener;
    private final Executor threads;
    private final Queue<ProvisioningEvent> untold = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Tells this listener, on these threads. */
    public SerialEventDispatcher(Consumer<ProvisioningEvent> listener, Executor threads) {
        this.listener = listener;
        this.threads = threads;
    }

    @Override
    public void accept(ProvisioningEvent event) {
        boolean nothingNew = event instanceof ProvisioningEvent.Waiting || event instanceof ProvisioningEvent.Looked;
        if (nothingNew && count.get() > FAR_BEHIND) {
            return;
        }
        untold.add(event);
        if (count.getAndIncrement() == 0) {
            threads.execute(this::tell);
        }
    }

    private void tell() {
        int told = 0;
        for (ProvisioningEvent event = untold.poll(); event != null; event = told < TURN ? untold.poll() : null) {
            listener.accept(event);
            told++;
        }
        if (count.addAndGet(-told) > 0) {
            threads.execute(this::tell);
        }
    }
}
