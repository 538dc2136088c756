package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * What came of one call in the same process, of {@link Simulator#exchange}.
 *
 * @param status 0 when the connection would have ended without an answer
 * @param headers by lower-case name, repeated ones joined by a comma; empty without an answer
 * @param body empty without an answer; not copied, and two exchanges are equal only by identity of it
 * @param delay how long a socket would have held before that; nobody waited for it
 */
@SuppressWarnings("ArrayRecordComponent") // a copy a call is what this exists to save
public record Exchange(int status, Map<String, String> headers, byte[] body, Ending ending, Duration delay) {
    /** Refuses what is null. */
    public Exchange {
        requireNonNull(body, "body");
        requireNonNull(delay, "delay");
        requireNonNull(ending, "ending");
        requireNonNull(headers, "headers");
        headers.forEach((key, value) -> requireNonNull(value, "headers"));
    }

    /** How the connection goes on. */
    public enum Ending {
        /** An answer came. */
        ANSWER,
        /** The connection was closed without one. */
        CLOSE,
        /** The connection was reset without one. */
        RESET
    }
}
