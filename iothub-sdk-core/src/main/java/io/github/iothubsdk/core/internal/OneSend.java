package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one call of OkHttp's: whether its request has left, what it has received, and why it was ended.
 *
 * <p>Thread-safe. It travels as a tag of the call, not of a request that an interceptor may have made anew, and inside
 * OkHttp's own machinery it belongs to the thread: an interceptor of the caller's may go on in another one.
 */
final class OneSend {

    private static final Logger LOG = LoggerFactory.getLogger(OneSend.class);
    private static final String TWICE = "nothing is sent twice, and something in the HTTP client tried to";
    private static final ThreadLocal<OneSend> CURRENT = new ThreadLocal<>();

    /** A header that the exchange puts on what it has read, and that no answer from a store or of another call can have. */
    static final String PROOF = "x-iothub-sdk-exchange";

    private final String proof = UUID.randomUUID().toString();
    private final Thread caller = Thread.currentThread();
    private final AtomicBoolean sent = new AtomicBoolean();
    private final AtomicLong received = new AtomicLong();
    private final Deadline deadline;
    private volatile @Nullable Call call;
    private volatile boolean interrupted;
    private volatile boolean late;

    /** For a call of this thread's, which has this time. */
    OneSend(Duration timeout) {
        deadline = Deadline.in(timeout, TimeSource.system());
    }

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

    /** That for which OkHttp is at work in this thread. */
    static @Nullable OneSend current() {
        return CURRENT.get();
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

    /**
     * An innermost interceptor: what OkHttp does in it, it does for this call. Notes an interrupt before an interceptor of
     * the caller's can take the thread's flag away.
     */
    static Interceptor inside(Interceptor interceptor) {
        return chain -> {
            OneSend once = tag(chain.call());
            OneSend around = CURRENT.get();
            CURRENT.set(once);
            try {
                return interceptor.intercept(chain);
            } finally {
                once.noteInterrupt();
                if (around == null) {
                    CURRENT.remove();
                } else {
                    CURRENT.set(around);
                }
            }
        };
    }

    /** An interrupt of another thread is for what the caller's interceptor does there. */
    private void noteInterrupt() {
        if (Thread.currentThread() == caller && caller.isInterrupted()) {
            interrupted = true;
        }
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

    /** How many bytes have come in for this call. */
    long received() {
        return received.get();
    }

    /** How many bytes have come in with these. */
    long receive(int bytes) {
        return received.addAndGet(bytes);
    }

    Duration timeLeft() {
        return deadline.remaining();
    }

    /** Whether the call must end. Keeps why: the thread's flag may be gone when the call notices. */
    boolean isOver() {
        interrupted = interrupted || caller.isInterrupted();
        late = late || deadline.passed();
        return interrupted || late;
    }

    boolean isLate() {
        return late;
    }

    /** A listener of the caller's may throw when a call is cancelled, and the thread may be anybody's. */
    void cancel() {
        Call own = call;
        try {
            if (own != null) {
                own.cancel();
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("Code of the HTTP client threw when its call was cancelled", e);
        }
    }

    /** Takes the thread's flag, and knows of one that somebody else has taken. */
    boolean takeInterrupt() {
        return Thread.interrupted() || interrupted;
    }
}
