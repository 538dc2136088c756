package io.github.iothubsdk.benchmarks;

/** A client that asks the {@link LoopbackServer} for one thing by its id, each in its own library's everyday way. */
interface Caller extends AutoCloseable {

    /** The id that is asked for. */
    String ID = "vpc-yn4dblxgeb";

    /** Calls, and tells the id that the answer has. */
    String describe();

    @Override
    default void close() {}
}
