package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The caller's own checks, and what they may take: one that hangs is interrupted, and nobody waits for it any longer.
 *
 * @param threads runs them; one that does not mind its interrupt keeps its thread, so these are not those of the SDK's checks
 * @param limit the longest that one may look
 */
public record OwnChecks(List<PreflightCheck> checks, ExecutorService threads, TimeSource timeSource, Duration limit) {

    /** Copies the checks. */
    public OwnChecks {
        checks = List.copyOf(checks);
    }

    /**
     * Begins one look; the time counts from when it has a thread. Cancelling interrupts it.
     *
     * @param late the answer when it takes too long
     */
    <T> Future<T> begin(Supplier<T> look, Supplier<T> late, Duration atMost) {
        CompletableFuture<T> told = new CompletableFuture<>();
        FutureTask<T> work = new FutureTask<>(look::get);
        var unused = told.whenComplete((answer, failure) -> work.cancel(true));
        threads.execute(() -> {
            Future<?> alarm = timeSource.schedule(atMost, () -> told.complete(late.get()));
            work.run();
            alarm.cancel(false);
            tell(told, work);
        });
        return told;
    }

    private static <T> void tell(CompletableFuture<T> told, FutureTask<T> work) {
        try {
            told.complete(work.get());
        } catch (ExecutionException e) {
            told.completeExceptionally(e.getCause());
        } catch (InterruptedException | CancellationException e) {
            told.cancel(false); // it is over already
        }
    }
}
