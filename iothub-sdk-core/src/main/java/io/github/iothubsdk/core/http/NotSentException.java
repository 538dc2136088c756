package io.github.iothubsdk.core.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** The request failed before any byte of it left: name not resolved, connection refused, TLS not agreed. */
public final class NotSentException extends IOException {

    /** Wraps what the HTTP client said. */
    public NotSentException(String message, Throwable cause) {
        super(requireNonNull(message, "message"), requireNonNull(cause, "cause"));
    }
}
