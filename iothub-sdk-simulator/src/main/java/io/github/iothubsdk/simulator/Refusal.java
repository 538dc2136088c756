package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** An error answer on its way to the caller. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String status;
    private final transient JsonArray details = new JsonArray();

    Refusal(int httpStatus, String status, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.status = status;
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "INVALID_ARGUMENT", message);
    }

    static Refusal precondition(String message) {
        return new Refusal(400, "FAILED_PRECONDITION", message);
    }

    static Refusal notFound() {
        return new Refusal(404, "NOT_FOUND", "Resource not found");
    }

    /** The common table has this status for a failed authentication; that it covers each case is INFERRED. */
    static Refusal unauthenticated(String message) {
        return new Refusal(401, "UNAUTHENTICATED", message + " [gw]");
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, "HTTP_FORBIDDEN", message);
    }

    static Refusal rateLimit() {
        return new Refusal(429, "RATE_LIMIT", "too many requests [gw]");
    }

    static Refusal quota() {
        return new Refusal(429, "QUOTA_EXCEEDED", "Out of resource quota");
    }

    Refusal detail(JsonObject detail) {
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
