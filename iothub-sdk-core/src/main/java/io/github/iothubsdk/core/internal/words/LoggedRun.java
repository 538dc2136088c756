package io.github.iothubsdk.core.internal.words;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run that the current thread works for, so that the lines of its calls can say it. */
public final class LoggedRun {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private LoggedRun() {}

    /** Does this work for a run, or for none; afterwards the thread works for the one before. */
    public static <T> T during(@Nullable String run, Supplier<T> work) {
        String before = CURRENT.get();
        set(run);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    /** The same work, for the run of the thread that calls this, on whatever thread it is done. */
    public static <T> Supplier<T> carried(Supplier<T> work) {
        String run = CURRENT.get();
        return () -> during(run, work);
    }

    /** What a line begins with: {@code "run order-4711: "}, or nothing. */
    public static String prefix() {
        String run = CURRENT.get();
        return run == null ? "" : "run " + run + ": ";
    }

    private static void set(@Nullable String run) {
        if (run == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(run);
        }
    }
}
