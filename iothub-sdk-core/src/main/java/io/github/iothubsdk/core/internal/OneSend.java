package io.github.iothubsdk.core.internal;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of OkHttp's: whether its request has left, and whether its thread was interrupted.
 *
 * <p>Thread-safe. It travels as a tag of the call, not of a request that an interceptor may have made anew.
 */
final class OneSend {

    private static final String TWICE = "nothing is sent twice, and something in the HTTP client tried to";

    /** A header that the exchange puts on what it has read, and that no answer from a store or of another call can have. */
    static final String PROOF = "x-iothub-sdk-exchange";

    private final String proof = UUID.randomUUID().toString();
    private final AtomicBoolean sent = new AtomicBoolean();
    private volatile @Nullable Call call;
    private volatile boolean interrupted;

    /** A copy of the call has its tag, too, and neither its timeout nor its interrupt. */
    static OneSend of(Call call) throws IOException {
        OneSend once = tag(call);
        if (once.call != null && once.call != call) {
            throw new IOException("something in the HTTP client sends a copy of the call");
        }
        return once;
    }

    private static OneSend tag(Call call) {
        return Objects.requireNonNull(call.request().tag(OneSend.class), "not the SDK's call");
    }

    /** Of this call and of no copy of it. */
    Call belongsTo(Call own) {
        call = own;
        return own;
    }

    /** What the exchange of this call has read. */
    Response.Builder proven(Response.Builder answer) {
        return answer.header(PROOF, proof);
    }

    boolean hasProven(Response answer) {
        return proof.equals(answer.header(PROOF));
    }

    /** Notes an interrupt in the innermost place, before an interceptor of the caller's can take the thread's flag away. */
    static Interceptor noting(Interceptor interceptor) {
        return chain -> {
            try {
                return interceptor.intercept(chain);
            } finally {
                if (Thread.currentThread().isInterrupted()) {
                    tag(chain.call()).interrupt();
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
