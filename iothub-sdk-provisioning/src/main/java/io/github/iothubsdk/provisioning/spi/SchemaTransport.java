package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.SchemaReport;

/**
 * A way to run the script on the database. Thread-safe; blocking, and ended by an interrupt. One that can also look while
 * another runs the script is an {@link InspectingSchemaTransport}.
 */
public interface SchemaTransport {

    /**
     * Looks without changing anything: reachable, login works, guard satisfied. Asked in the preflight; a database that it is
     * not the way to is refused here.
     *
     * @return what was found, for a person
     * @throws SchemaException naming what stands in the way
     */
    String probe(SchemaJob job);

    /**
     * Runs the script once for all: the same script again does nothing, whichever process asks. Never waits for a
     * person: it is called again after a while when it throws {@link SchemaException.Kind#WAITING}.
     *
     * @throws SchemaException saying how far it got
     */
    SchemaReport run(SchemaJob job);

    /**
     * Whether {@link #run} sends the script's statements to the database itself. When it does, it is not called for a script
     * that {@linkplain io.github.iothubsdk.provisioning.model.SchemaBootstrap#runByOthers others} run.
     *
     * @return by default true
     */
    default boolean runsTheScript() {
        return true;
    }
}
