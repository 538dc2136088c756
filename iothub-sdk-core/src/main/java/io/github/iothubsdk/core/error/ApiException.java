package io.github.iothubsdk.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to JD Cloud that did not succeed: one nested type for each thing that can be known about it.
 *
 * <p>No message, field or cause ever holds a secret.
 */
public abstract sealed class ApiException extends RuntimeException {

    private final @Nullable String requestId;
    private final boolean mayHaveHappened;

    private ApiException(
            String message, @Nullable Throwable cause, @Nullable String requestId, boolean mayHaveHappened) {
        super(message, cause);
        this.requestId = requestId;
        this.mayHaveHappened = mayHaveHappened;
    }

    /** The service's id of the request, when an answer carried one; JD Cloud's support asks for it. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Whether the call, if it was one that changes something, may have taken effect all the same. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }

    /** The service answered, and its answer is no. */
    public static final class Rejected extends ApiException {
        private final Rejection rejection;

        /** Made by the client from an answer of the service. */
        public Rejected(Rejection rejection) {
            super(rejection.describe(), null, rejection.requestId(), rejection.mayHaveHappened());
            this.rejection = rejection;
        }

        /** Why, by what it means to the caller. */
        public Reason reason() {
            return rejection.reason();
        }

        /** The service's own words, and the call they answer. */
        public Rejection rejection() {
            return rejection;
        }
    }

    /** No answer of the service's came back: no connection, a timeout, or something that is not its JSON. */
    public static final class Unreachable extends ApiException {
        /** Made by the client; {@code mayHaveHappened} is false only when nothing left this machine. */
        public Unreachable(
                String message, @Nullable Throwable cause, @Nullable String requestId, boolean mayHaveHappened) {
            super(message, cause, requestId, mayHaveHappened);
        }
    }

    /** The call could not even be made: no credentials, a bad profile, a bad setting. Nothing was sent. */
    public static final class Misconfigured extends ApiException {
        /** Says what is missing and what to do. */
        public Misconfigured(String message) {
            super(message, null, null, false);
        }
    }

    /** The thread was interrupted during the call; its interrupt flag is set again. */
    public static final class Interrupted extends ApiException {
        /** Made by the client after it set the thread's flag. */
        public Interrupted(String message) {
            super(message, null, null, true);
        }
    }
}
