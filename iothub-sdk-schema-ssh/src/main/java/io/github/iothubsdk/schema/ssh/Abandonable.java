package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a caller leave a login that does not notice interrupts: it goes on, cut off, on a thread of its own. */
final class Abandonable {

    private Abandonable() {}

    /**
     * What a task comes to; when the caller is interrupted or its time is out, it is cut off and left alone.
     *
     * @throws SchemaException when the time is out
     * @throws ApiException.Interrupted when the thread was interrupted; its flag is set
     */
    static <T> T run(Callable<T> task, Runnable cut, Deadline deadline) throws ExecutionException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "iothub-sdk-schema-ssh");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cut.run();
            future.cancel(true);
            throw new SchemaException(
                    Kind.UNREACHABLE,
                    "The time ran out while the SSH tunnel to the database was opened.",
                    "Nothing is lost: it is opened again.");
        } catch (InterruptedException e) {
            cut.run();
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while the SSH tunnel was opened");
        }
    }
}
