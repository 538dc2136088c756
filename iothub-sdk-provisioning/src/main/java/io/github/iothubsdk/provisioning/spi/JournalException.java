package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The journal cannot be used. Nothing that spends money is sent after it. */
public class JournalException extends RuntimeException {

    /** Says what is wrong with it and what to do. */
    public JournalException(String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }

    /** What is written of a run cannot be understood; to try it again does not help. */
    public static final class Unreadable extends JournalException {
        /** Says why and what to do. */
        public Unreadable(String message, @Nullable Throwable cause) {
            super(requireNonNull(message, "message"), cause);
        }
    }

    /** Another owner has the run. */
    public static final class Owned extends JournalException {
        /** Names the owner. */
        public Owned(String message) {
            super(requireNonNull(message, "message"), null);
        }
    }
}
