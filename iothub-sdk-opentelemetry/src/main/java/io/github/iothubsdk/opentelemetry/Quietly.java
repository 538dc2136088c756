package io.github.iothubsdk.opentelemetry;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what may fail without harm: the answer of an order may depend on it. */
final class Quietly {

    private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Quietly() {}

    static void run(Runnable work) {
        get(
                () -> {
                    work.run();
                    return true;
                },
                false);
    }

    /** What it gives, or the other when it throws. */
    static <T> T get(Supplier<T> work, T otherwise) {
        try {
            return work.get();
        } catch (Throwable e) { // whatever it is, the answer of an order is worth more
            if (TOLD.compareAndSet(false, true)) {
                LOG.warn("Tracing threw; told once, and no call is lost by it", e);
            }
            return otherwise;
        }
    }
}
