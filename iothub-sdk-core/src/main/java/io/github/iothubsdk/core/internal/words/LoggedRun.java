package io.github.iothubsdk.core.internal.words;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run that the current thread works for, so that the lines of its calls can say it. */
public final class LoggedRun {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private LoggedRun() {}

    /** From here on, for this run or for none. The one before, to be entered again at the end. */
    public static @Nullable String enter(@Nullable String run) {
        String before = CURRENT.get();
        if (run == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(run);
        }
        return before;
    }

    /** The same work, for the run of the thread that calls this, on whatever thread it is done. */
    public static <T> Supplier<T> carried(Supplier<T> work) {
        String run = CURRENT.get();
        return () -> {
            String before = enter(run);
            try {
                return work.get();
            } finally {
                enter(before);
            }
        };
    }

    /** The run of this thread, when it works for one. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** What a line begins with: {@code "run order-4711: "}, or nothing. */
    public static String prefix() {
        String run = CURRENT.get();
        return run == null ? "" : "run " + run + ": ";
    }
}
