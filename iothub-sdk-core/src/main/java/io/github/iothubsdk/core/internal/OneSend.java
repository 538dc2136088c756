package io.github.iothubsdk.core.internal;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Interceptor;

/**
 * What is known of one call of OkHttp's: whether its request has left, and whether its thread was interrupted.
 *
 * <p>Thread-safe. It travels as a tag of the call, not of a request that an interceptor may have made anew.
 */
final class OneSend {

    private static final String TWICE = "nothing is sent twice, and something in the HTTP client tried to";

    private final AtomicBoolean sent = new AtomicBoolean();
    private volatile boolean interrupted;

    static OneSend of(Call call) {
        return Objects.requireNonNull(call.request().tag(OneSend.class), "not the SDK's call");
    }

    /** Notes an interrupt in the innermost place, before an interceptor of the caller's can take the thread's flag away. */
    static Interceptor noting(Interceptor interceptor) {
        return chain -> {
            try {
                return interceptor.intercept(chain);
            } finally {
                if (Thread.currentThread().isInterrupted()) {
                    of(chain.call()).interrupt();
                }
            }
        };
    }

    boolean sent() {
        return sent.get();
    }

    void requireUnsent() throws IOException {
        if (sent.get()) {
            throw new IOException(TWICE);
        }
    }

    /** The request is about to leave, which it may do once. */
    void leave() throws IOException {
        if (mayHaveLeft()) {
            throw new IOException(TWICE);
        }
    }

    /** From here on the request counts as sent. Whether it did before. */
    boolean mayHaveLeft() {
        return sent.getAndSet(true);
    }

    void interrupt() {
        interrupted = true;
    }

    /** Takes the thread's flag, and knows of one that somebody else has taken. */
    boolean takeInterrupt() {
        return Thread.interrupted() || interrupted;
    }
}
