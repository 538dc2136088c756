package io.github.iothubsdk.provisioning.model;

import java.util.Optional;

/**
 * How the database is to be initialised.
 *
 * @param script what to run
 * @param afterInstance whether it runs only when the instance does; default: before the order, so that nothing is paid
 *     for when it cannot be done
 * @param replacesData whether tables that hold rows may be dropped; default: refused
 * @param expected what must be true afterwards; default: nothing is looked at
 */
public record SchemaBootstrap(
        SchemaScript script, boolean afterInstance, boolean replacesData, Optional<SchemaExpectation> expected) {

    /** Before the order, refusing to touch a database that holds rows. */
    public static SchemaBootstrap of(SchemaScript script) {
        return new SchemaBootstrap(script, false, false, Optional.empty());
    }

    /** Only when the instance runs. */
    public SchemaBootstrap afterTheInstance() {
        return new SchemaBootstrap(script, true, replacesData, expected);
    }

    /**
     * Lets the script drop tables that hold rows. They are lost; a note in the events and in the journal names them.
     */
    public SchemaBootstrap allowReplacingData() {
        return new SchemaBootstrap(script, afterInstance, true, expected);
    }

    /** The database counts as initialised only when this is true of it. */
    public SchemaBootstrap expecting(SchemaExpectation expectation) {
        return new SchemaBootstrap(script, afterInstance, replacesData, Optional.of(expectation));
    }
}
