package io.github.iothubsdk.cli;

/** The command itself will not go on; its message says why, what is known, and what to do. */
final class Refused extends RuntimeException {

    Refused(String message) {
        super(message);
    }
}
