package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** An error answer on its way to the caller. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String status;
    private final transient JsonArray details = new JsonArray();

    ApiError(int httpStatus, String status, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.status = status;
    }

    static ApiError invalid(String message) {
        return new ApiError(400, "INVALID_ARGUMENT", message);
    }

    static ApiError precondition(String message) {
        return new ApiError(400, "FAILED_PRECONDITION", message);
    }

    static ApiError notFound() {
        return new ApiError(404, "NOT_FOUND", "Resource not found");
    }

    /** As observed. */
    static ApiError unsigned() {
        return new ApiError(401, "ACCESS_ERROR", "lack of header authorization[gw]");
    }

    /** The common table has this status for a failed authentication; that it covers each case is INFERRED. */
    static ApiError unauthenticated(String message) {
        return new ApiError(401, "UNAUTHENTICATED", message + " [gw]");
    }

    static ApiError forbidden(String message) {
        return new ApiError(403, "HTTP_FORBIDDEN", message);
    }

    static ApiError rateLimit() {
        return new ApiError(429, "RATE_LIMIT", "too many requests [gw]");
    }

    static ApiError quota() {
        return new ApiError(429, "QUOTA_EXCEEDED", "Out of resource quota");
    }

    ApiError detail(JsonObject detail) {
        details.add(detail);
        return this;
    }

    int httpStatus() {
        return httpStatus;
    }

    JsonObject error() {
        String message = String.valueOf(getMessage());
        JsonObject error = Json.object("code", httpStatus, "status", status, "message", message);
        if (!details.isEmpty()) {
            error.add("details", details);
        }
        return error;
    }
}
