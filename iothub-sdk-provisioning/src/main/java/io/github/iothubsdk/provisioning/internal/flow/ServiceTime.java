package io.github.iothubsdk.provisioning.internal.flow;

import java.time.Instant;

/** What time it is at the service. Thread-safe. */
public interface ServiceTime {

    /** By its own answers, where they tell it; by this machine's clock otherwise. */
    Instant now();

    /** Whether several answers have told it, and agreed. */
    boolean isTrusted();
}
