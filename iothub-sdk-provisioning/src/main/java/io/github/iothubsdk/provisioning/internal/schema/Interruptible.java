package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets a caller leave a JDBC call that does not notice interrupts: the call goes on, on a thread of its own. */
final class Interruptible {

    private Interruptible() {}

    static <T> T run(Callable<Connection> connecting, SqlTask<T> task, Deadline deadline) throws SQLException {
        AtomicReference<@Nullable Connection> open = new AtomicReference<>();
        AtomicBoolean left = new AtomicBoolean();
        try {
            return apart(
                    () -> {
                        Connection connection = connecting.call();
                        open.set(connection);
                        return onUnlessLeft(connection, task, left);
                    },
                    () -> {
                        left.set(true);
                        cut(open.get());
                    },
                    deadline);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** A login that took too long begins nothing: whoever asked for it has been told that nothing was done. */
    private static <T> T onUnlessLeft(Connection connection, SqlTask<T> task, AtomicBoolean left) throws SQLException {
        if (left.get()) {
            connection.close();
            throw new SQLException("nobody waits for it any more");
        }
        return task.on(connection);
    }

    /**
     * What a task comes to on a thread of its own; when the caller is interrupted or its time is out, it is cut off and
     * left alone. A script that is cut off goes on in the server for a while; the session lock tells when it is done.
     */
    static <T> T apart(Callable<T> task, Runnable cut, Deadline deadline) throws ExecutionException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "iothub-sdk-schema");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cut.run();
            future.cancel(true);
            throw new SchemaException(
                    Kind.UNREACHABLE,
                    "The time ran out while the database was being looked at or initialised.",
                    "Nothing is lost: it is looked at again, and an unfinished script runs from the start.");
        } catch (InterruptedException e) {
            cut.run();
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while the database was being initialised");
        }
    }

    private static void cut(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.abort(command -> {
                    Thread thread = new Thread(command, "iothub-sdk-schema-abort");
                    thread.setDaemon(true);
                    thread.start();
                });
            }
        } catch (SQLException e) {
            // It ends with its socket; the session lock says when the server is done.
        }
    }
}
