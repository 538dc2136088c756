package io.github.iothubsdk.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The service's own words when it rejects a call.
 *
 * @param operation the call, as {@code service METHOD path}
 * @param httpStatus the HTTP status of the answer; 200 when an error came beside a result
 * @param reason what that means to the caller
 * @param status the service's status word, kept as it came; empty when there was none
 * @param message the service's text on one line, cut after 1,000 characters, without the secrets that it may echo
 * @param requestId the service's id of the request
 * @param understood whether it came as the service's own no: with a request id, and an error whose code is a number and
 *     whose status is in the published table and fits the HTTP status. Anything else may come from a proxy
 * @param partial whether a result came beside the error, so that something may have happened
 * @param hint what the client noticed that may explain it, such as a clock that is off
 */
public record Rejection(
        String operation,
        int httpStatus,
        Reason reason,
        String status,
        String message,
        @Nullable String requestId,
        boolean understood,
        boolean partial,
        @Nullable String hint) {
    /** Refuses what is null. */
    public Rejection {
        requireNonNull(message, "message");
        requireNonNull(operation, "operation");
        requireNonNull(reason, "reason");
        requireNonNull(status, "status");
    }

    /** Whether a call that changes something may have taken effect although it was rejected. */
    public boolean mayHaveHappened() {
        return partial || !understood || !reason.nothingHappened();
    }

    /** What a person can do about it. */
    public String remedy() {
        if (hint != null) {
            return hint;
        }
        boolean forSupport = requestId != null && (reason == Reason.SERVER_FAILURE || reason == Reason.OTHER);
        return reason.remedy() + (forSupport ? " Give the request id to JD Cloud's support if it stays." : "");
    }

    /** What came back, without the call: the same for all calls that are rejected alike. */
    public String answer() {
        return "HTTP " + httpStatus + (status.isEmpty() ? "" : " " + status) + ", \"" + message + "\"";
    }

    /** One line for a person: what was called, what came back, what to do, and the request id. */
    public String describe() {
        return operation + " was rejected: " + answer() + ". " + remedy()
                + (requestId == null ? "" : " Request id: " + requestId + ".");
    }
}
