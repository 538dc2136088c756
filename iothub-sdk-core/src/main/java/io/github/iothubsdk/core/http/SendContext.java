package io.github.iothubsdk.core.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which call a send belongs to, for a transport that measures or traces: nothing of it goes on the wire. Immutable.
 *
 * <p>It is there on the thread on which the SDK calls {@link HttpTransport#send}, until that returns, and on no other thread.
 */
public final class SendContext {

    private static final ThreadLocal<@Nullable SendContext> CURRENT = new ThreadLocal<>();

    private final String call;
    private final int resend;
    private final Optional<String> run;

    private SendContext(String call, int resend, Optional<String> run) {
        this.call = call;
        this.resend = resend;
        this.run = run;
    }

    /**
     * One to send with, as tests of a transport may need.
     *
     * @throws IllegalArgumentException when {@code resend} is negative
     */
    public static SendContext of(String call, int resend, Optional<String> run) {
        requireNonNull(call, "call");
        requireNonNull(run, "run");
        if (resend < 0) {
            throw new IllegalArgumentException("resend must not be negative");
        }
        return new SendContext(call, resend, run);
    }

    /** Of the send that this thread is in; empty when the SDK is not the caller. */
    public static Optional<SendContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Service, verb and path, with {@code {}} in place of each id: {@code vpc GET /v1/regions/{region}/vpcs/{}}. There are as
     * few of them as there are calls that the SDK can make, and none tells whose it is.
     */
    public String call() {
        return call;
    }

    /** 0 for the first send of a call, 1 for the second, and so on. Only reads are sent again. */
    public int resend() {
        return resend;
    }

    /** The id of the run that it is sent for; empty when it is for none, such as the one question whose the keys are. */
    public Optional<String> run() {
        return run;
    }

    /** Sends it with this as the current one of the thread. */
    public HttpResponse send(HttpTransport transport, HttpRequest request) throws IOException, InterruptedException {
        requireNonNull(transport, "transport");
        requireNonNull(request, "request");
        SendContext before = CURRENT.get();
        CURRENT.set(this);
        try {
            return transport.send(request);
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Such as {@code vpc GET /v1/regions/{region}/vpcs/{}, send 2, run order-4711}. */
    @Override
    public String toString() {
        return call + ", send " + (resend + 1) + run.map(id -> ", run " + id).orElse("");
    }
}
