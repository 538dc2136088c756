package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.SchemaReport;

/** A way to run the script on the database. Thread-safe; blocking, and ended by an interrupt. */
public interface SchemaTransport {

    /** What a message calls it. */
    String name();

    /** Whether this database is one that it can reach; the first transport that says so is used. */
    boolean accepts(SchemaJob job);

    /**
     * Looks without changing anything: reachable, login works, guard satisfied.
     *
     * @return what was found, for a person
     * @throws SchemaException naming what stands in the way
     */
    String probe(SchemaJob job);

    /**
     * Runs the script once for all: the same script again does nothing, whichever process asks.
     *
     * @throws SchemaException saying how far it got
     */
    SchemaReport run(SchemaJob job);
}
