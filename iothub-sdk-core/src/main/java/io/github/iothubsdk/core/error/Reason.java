package io.github.iothubsdk.core.error;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Why the service rejected a call: the rows of JD Cloud's table of common errors, by what they mean to the caller.
 *
 * <p>Source: the published error-code table and observed bodies. Whether a read may be repeated, and what a rejection
 * tells about the effect of a commit, is INFERRED.
 */
public enum Reason {
    /** 400: a parameter is wrong or out of range. */
    INVALID_ARGUMENT(false, true, "Correct the value the message names."),
    /** 400 FAILED_PRECONDITION: the state of the account or resource does not allow it. */
    FAILED_PRECONDITION(false, true, "Bring the account or resource into the state the message names."),
    /** 401: the signature, the access key or the date was not accepted. */
    UNAUTHENTICATED(
            false,
            true,
            "Check the access key and the secret key, whether the key is enabled, and that this machine's clock is right."),
    /** 403 from access management: the key is right and may not do this. */
    DENIED(false, true, "Grant the user the action and resource that the message names in access management (IAM)."),
    /** 403 "this api is not allowed": the gateway has not opened the route to this account. */
    ROUTE_CLOSED(
            false,
            true,
            "The route is not open to this account: ask JD Cloud to open it, or use another dialect (WireDialects); the IoT Hub instance routes are inferred, not published."),
    /** 403 "use different noncestr": a copy of this very send was there before. */
    NONCE_REUSED(true, false, "Something between here and the service repeated the request."),
    /** 404: no such object. */
    NOT_FOUND(false, true, "Check the id and the region."),
    /** 409 ABORTED: the operation was given up half-way. */
    ABORTED(true, false, "Look at the state of the resource, then try again."),
    /** 409 ALREADY_EXISTS. */
    ALREADY_EXISTS(false, true, "Choose another name, or use the object that exists."),
    /** 429 QUOTA_EXCEEDED: no more of these for this account. */
    QUOTA_EXCEEDED(false, true, "Delete what is no longer needed, or ask JD Cloud to raise the quota."),
    /** 429: too many calls in too short a time. */
    RATE_LIMITED(true, true, "Call less often; 1,000 calls a minute is the usual limit."),
    /** 408 or 499: the service gave up waiting, or thinks that the caller did. */
    CANCELLED(true, false, "Try again."),
    /** 501. */
    NOT_IMPLEMENTED(false, true, "The service does not know this operation."),
    /** 5xx: the service failed. */
    SERVER_FAILURE(true, false, "Try again later."),
    /** A status that the published table does not have. */
    OTHER(false, false, "Read the message.");

    private final boolean worthRepeating;
    private final boolean nothingHappened;
    private final String remedy;

    Reason(boolean worthRepeating, boolean nothingHappened, String remedy) {
        this.worthRepeating = worthRepeating;
        this.nothingHappened = nothingHappened;
        this.remedy = remedy;
    }

    /** Whether the same read may succeed a little later. */
    public boolean worthRepeating() {
        return worthRepeating;
    }

    /** Whether the rejection proves that the call changed nothing. */
    public boolean nothingHappened() {
        return nothingHappened;
    }

    /** What a person can do about it. */
    public String remedy() {
        return remedy;
    }

    /**
     * Reads the number first and the status word second; unknown words never fail.
     *
     * @param httpStatus the HTTP status, or the error's own code when the HTTP status says success
     */
    public static Reason of(int httpStatus, String word, String message) {
        requireNonNull(message, "message");
        requireNonNull(word, "word");
        String status = word.toUpperCase(Locale.ROOT);
        return switch (httpStatus) {
            case 400 -> status.equals("FAILED_PRECONDITION") ? FAILED_PRECONDITION : INVALID_ARGUMENT;
            case 401 -> UNAUTHENTICATED;
            case 403 -> forbidden(message.toLowerCase(Locale.ROOT));
            case 404 -> NOT_FOUND;
            case 409 -> status.equals("ALREADY_EXISTS") ? ALREADY_EXISTS : ABORTED;
            case 408, 499 -> CANCELLED;
            case 429 -> status.contains("QUOTA") ? QUOTA_EXCEEDED : RATE_LIMITED;
            case 501 -> NOT_IMPLEMENTED;
            default -> httpStatus >= 500 && httpStatus <= 599 ? SERVER_FAILURE : byWord(httpStatus, status, message);
        };
    }

    /**
     * Whether a status word is in the published table, or one that was seen for it, and means the same as this.
     *
     * <p>A 403 says nothing finer by its word: its message tells what it means.
     */
    public boolean fits(String word) {
        requireNonNull(word, "word");
        Reason meant = byWord(0, word.toUpperCase(Locale.ROOT), "");
        boolean forbidden = this == DENIED || this == ROUTE_CLOSED || this == NONCE_REUSED;
        return meant != OTHER && (meant == this || (forbidden && meant == DENIED));
    }

    /** For numbers that are no HTTP status of a failure, such as 40301. */
    private static Reason byWord(int number, String status, String message) {
        if (number >= 300 && number <= 499) {
            return OTHER;
        }
        return switch (status) {
            case "INVALID_ARGUMENT", "OUT_OF_RANGE", "BAD_REQUEST" -> INVALID_ARGUMENT;
            case "FAILED_PRECONDITION" -> FAILED_PRECONDITION;
            case "UNAUTHENTICATED", "ACCESS_ERROR", "HTTP_UNAUTHORIZED" -> UNAUTHENTICATED;
            case "HTTP_FORBIDDEN", "PERMISSION_DENIED" -> forbidden(message.toLowerCase(Locale.ROOT));
            case "NOT_FOUND" -> NOT_FOUND;
            case "ABORTED" -> ABORTED;
            case "ALREADY_EXISTS" -> ALREADY_EXISTS;
            case "QUOTA_EXCEEDED" -> QUOTA_EXCEEDED;
            case "RATE_LIMIT", "ABNORMAL_ACCESS_RATE", "THROUGHPUT_UP_TO_LIMIT" -> RATE_LIMITED;
            case "CANCELLED", "SYNC_TIMEOUT" -> CANCELLED;
            case "NOT_IMPLEMENTED" -> NOT_IMPLEMENTED;
            case "UNKNOWN", "INTERNAL", "INTERNAL_SERVER_ERROR", "SOURCE_UNAVAILABLE", "UNAVAILABLE" -> SERVER_FAILURE;
            default -> OTHER;
        };
    }

    private static Reason forbidden(String message) {
        if (message.contains("noncestr")) {
            return NONCE_REUSED;
        }
        return message.contains("api is not allowed") ? ROUTE_CLOSED : DENIED;
    }
}
