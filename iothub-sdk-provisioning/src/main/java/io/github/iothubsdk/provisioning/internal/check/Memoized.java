package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A fact that several checks need and one call tells: whoever asks first makes it, the others wait. */
final class Memoized<T> {

    private final FutureTask<T> task;

    Memoized(Supplier<T> call) {
        task = new FutureTask<>(call::get);
    }

    /** The fact, or the exception that the call ended with. */
    T get() {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while looking at the preconditions");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
