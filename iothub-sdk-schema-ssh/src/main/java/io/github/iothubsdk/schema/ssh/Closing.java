package io.github.iothubsdk.schema.ssh;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.future.CloseFuture;

/** Closes something of MINA's, whose own waiting swallows interrupts: whoever was interrupted is so afterwards. */
final class Closing {

    private Closing() {}

    /** Waits until it is closed, but no longer than this, whether or not the thread is interrupted. */
    static void close(Closeable open, boolean atOnce, Duration longest) {
        boolean interrupted = Thread.interrupted();
        try {
            CloseFuture closing = open.close(atOnce);
            while (!isOver(closing, longest)) {
                interrupted = true;
                Thread.interrupted(); // or the next wait would end at once
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it is closed, or took too long; not when the thread was interrupted. */
    private static boolean isOver(CloseFuture closing, Duration longest) {
        try {
            closing.await(longest);
            return !Thread.interrupted();
        } catch (IOException e) {
            return false;
        }
    }
}
