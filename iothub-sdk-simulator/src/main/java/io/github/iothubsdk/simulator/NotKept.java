package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;

/** What the cloud has become cannot be made to outlast this process, so nobody may be told of it. */
final class NotKept extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    NotKept(UncheckedIOException why) {
        super(String.valueOf(why.getMessage()), requireNonNull(why.getCause()));
    }
}
