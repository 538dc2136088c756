package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A call that was answered, or lost its answer: as {@code GET /_sim/requests} tells it. Holds no secrets. */
public sealed interface ServedCall permits Served {
    /** Returns its place among all calls, from 1. */
    long number();

    /** Returns when it arrived, by the cloud's clock. */
    Instant at();

    /** Returns the HTTP method. */
    String method();

    /** Returns path and query on one line: no value that a name says to be secret, nothing that moves a terminal. */
    String path();

    /** Returns the operation, such as {@code order:payOrder}; empty when no route fits. */
    Optional<String> operation();

    /** Returns the answer's status, 0 when there was none. */
    int status();

    /** Returns the id in the answer. */
    String requestId();

    /** Returns how long it took until the answer left, by real time. */
    Duration took();

    /** Returns the client token of the order that it placed or names, by whatever name; empty when there is none. */
    Optional<String> run();

    /** Returns the faults that struck it, each described. */
    List<String> faults();

    /** Returns one line of JSON, an item of {@code GET /_sim/requests}. */
    String json();
}
