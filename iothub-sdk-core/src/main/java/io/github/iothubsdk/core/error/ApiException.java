package io.github.iothubsdk.core.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
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
            super(
                    requireNonNull(rejection, "rejection").describe(),
                    null,
                    rejection.requestId(),
                    rejection.mayHaveHappened());
            this.rejection = rejection;
        }

        /** Why, by what it means to the caller. */
        public Reason reason() {
            return rejection.reason();
        }

        /** Whether this is the service's own no, for this reason; only then does it prove anything. */
        public boolean proves(Reason why) {
            requireNonNull(why, "why");
            return rejection.understood() && rejection.reason() == why;
        }

        /** The service's own words, and the call they answer. */
        public Rejection rejection() {
            return rejection;
        }
    }

    /**
     * No answer of the service's came back: no connection, a timeout, or something that is not its JSON.
     *
     * <p>Nor is it when it has more than 16 MiB, 250,000 names and values, 32 levels, or 1,048,576 characters in one text; a
     * number of more than 18 digits on either side of its point is no number.
     */
    public static final class Unreachable extends ApiException {
        private final String why;
        private final boolean outOfTime;

        /** Made by the client; {@code mayHaveHappened} is false only when nothing left this machine. */
        public Unreachable(
                String message, @Nullable Throwable cause, @Nullable String requestId, boolean mayHaveHappened) {
            this(requireNonNull(message, "message"), message, cause, requestId, mayHaveHappened);
        }

        /** The same with what {@link #why()} says. */
        public Unreachable(
                String message,
                String why,
                @Nullable Throwable cause,
                @Nullable String requestId,
                boolean mayHaveHappened) {
            this(message, why, cause, requestId, mayHaveHappened, false);
        }

        private Unreachable(
                String message,
                String why,
                @Nullable Throwable cause,
                @Nullable String requestId,
                boolean mayHaveHappened,
                boolean outOfTime) {
            super(requireNonNull(message, "message"), cause, requestId, mayHaveHappened);
            this.why = requireNonNull(why, "why");
            this.outOfTime = outOfTime;
        }

        /** One that the end of the caller's time has made, as {@link #isOutOfTime()} says. */
        public static Unreachable outOfTime(
                String message, String why, @Nullable Throwable cause, boolean mayHaveHappened) {
            return new Unreachable(message, why, cause, null, mayHaveHappened, true);
        }

        /**
         * Whether the time that the caller had given was over, or too short to wait for the rate limit: the call was cut off,
         * or not made. Nothing is known of the service then.
         */
        public boolean isOutOfTime() {
            return outOfTime;
        }

        /** Where and why, without the call: the same for all calls that fail alike. */
        public String why() {
            return why;
        }
    }

    /**
     * The service's JSON came back and lacks what the call expects: rows, an object, a request id.
     *
     * <p>It proves nothing: neither that something is there nor that it is not.
     */
    public static final class NotUnderstood extends ApiException {
        private final String operation;
        private final List<String> keysSeen;

        /**
         * Made by the client.
         *
         * @param operation the call, as {@code service METHOD path}
         * @param httpStatus of the answer
         * @param keysSeen the names that the answer holds, dotted; never a value
         */
        public NotUnderstood(String operation, int httpStatus, List<String> keysSeen, @Nullable String requestId) {
            super(
                    requireNonNull(operation, "operation") + " was answered HTTP " + httpStatus
                            + " and not understood: the answer holds "
                            + (requireNonNull(keysSeen, "keysSeen").isEmpty()
                                    ? "no keys"
                                    : "the keys " + String.join(", ", keysSeen))
                            + (requestId == null ? " and no request id" : "")
                            + ". The service may speak another dialect than this client (WireDialects)."
                            + (requestId == null ? "" : " Request id: " + requestId + "."),
                    null,
                    requestId,
                    true);
            this.operation = operation;
            keysSeen.forEach(each -> requireNonNull(each, "keysSeen"));
            this.keysSeen = List.copyOf(keysSeen);
        }

        /** The call, as {@code service METHOD path}. */
        public String operation() {
            return operation;
        }

        /** The names that the answer holds, dotted, such as {@code result.page.totalSize}; never a value. */
        public List<String> keysSeen() {
            return keysSeen;
        }
    }

    /** The call could not even be made: no credentials, a bad profile, a bad setting. Nothing was sent. */
    public static final class Misconfigured extends ApiException {
        /** Says what is missing and what to do. */
        public Misconfigured(String message) {
            super(requireNonNull(message, "message"), null, null, false);
        }
    }

    /** The thread was interrupted during the call; its interrupt flag is set again. */
    public static final class Interrupted extends ApiException {
        /** Made by the client after it set the thread's flag. */
        public Interrupted(String message) {
            super(requireNonNull(message, "message"), null, null, true);
        }
    }
}
