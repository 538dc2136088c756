package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.SendContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sends come to. Thread-safe; throws nothing, since the answer of an order may depend on it. */
final class CallMeters {

    private static final Logger LOG = LoggerFactory.getLogger(CallMeters.class);

    private final MeterRegistry registry;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ThreadLocal<Boolean> counting = new ThreadLocal<>();

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** False within a send of this thread's that is being counted already, by a transport further out. */
    boolean enter() {
        if (counting.get() != null) {
            return false;
        }
        counting.set(true);
        return true;
    }

    /** The send that was entered is over. */
    void leave() {
        counting.remove();
    }

    /** What {@link #sent} is to be given as the beginning. */
    long begin() {
        try {
            return registry.config().clock().monotonicTime();
        } catch (Throwable e) { // whatever it is, the answer of an order is worth more
            tell(e);
            return 0;
        }
    }

    /** A send of this thread's is over. */
    void sent(HttpRequest request, String outcome, long begun) {
        try {
            Optional<SendContext> context = SendContext.current();
            String call = context.map(SendContext::call).orElseGet(() -> request.service() + " " + request.method());
            registry.timer("iothub.calls", "call", call, "outcome", outcome)
                    .record(registry.config().clock().monotonicTime() - begun, TimeUnit.NANOSECONDS);
            if (context.map(SendContext::resend).orElse(0) > 0) {
                registry.counter("iothub.calls.resent", "call", call).increment();
            }
        } catch (Throwable e) { // whatever it is, the answer of an order is worth more
            tell(e);
        }
    }

    /** Told once. */
    void tell(Throwable thrown) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("The meter registry threw; told once, and no call is lost by it", thrown);
        }
    }
}
