package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Collects an answer that is not longer than one of JD Cloud's can be, and may be given up. */
final class LimitedBody implements BodySubscriber<byte[]> {

    static final String LATE = "no whole answer came in time";

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicReference<Flow.@Nullable Subscription> source = new AtomicReference<>();

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source.set(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }
        if (bytes.size() > HttpTransport.MOST_BYTES) {
            end(new TooLarge());
        }
    }

    /** Takes no more of the answer. Nothing comes of it before its head is there, nor after its end. */
    void giveUp() {
        end(new IOException(LATE));
    }

    private void end(IOException why) {
        Flow.Subscription subscription = source.get();
        if (subscription != null && !whole.isDone()) {
            subscription.cancel();
            whole.completeExceptionally(why);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
