package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How the database is to be initialised.
 *
 * @param script what to run
 * @param afterInstance whether it runs only when the instance does; default: before the order, so that nothing is paid
 *     for when it cannot be done
 * @param replacesData whether tables that hold rows may be dropped; default: refused
 * @param expected what must be true afterwards; default: nothing is looked at
 * @param widerRights whether the account may have rights to write outside the database; default: refused
 * @param byOthers whether others run the script, and no client of this SDK does; default: the client's transport decides
 */
public record SchemaBootstrap(
        SchemaScript script,
        boolean afterInstance,
        boolean replacesData,
        Optional<SchemaExpectation> expected,
        boolean widerRights,
        boolean byOthers) {
    /** Refuses what is null. */
    public SchemaBootstrap {
        requireNonNull(expected, "expected");
        requireNonNull(script, "script");
    }

    /** Before the order, refusing to touch a database that holds rows. */
    public static SchemaBootstrap of(SchemaScript script) {
        requireNonNull(script, "script");
        return new SchemaBootstrap(script, false, false, Optional.empty(), false, false);
    }

    /** Only when the instance runs. */
    public SchemaBootstrap afterTheInstance() {
        return new SchemaBootstrap(script, true, replacesData, expected, widerRights, byOthers);
    }

    /**
     * Lets the script drop tables that hold rows. They are lost; a note in the events and in the journal names them.
     */
    public SchemaBootstrap allowReplacingData() {
        return new SchemaBootstrap(script, afterInstance, true, expected, widerRights, byOthers);
    }

    /** The database counts as initialised only when this is true of it. */
    public SchemaBootstrap expecting(SchemaExpectation expectation) {
        requireNonNull(expectation, "expectation");
        return new SchemaBootstrap(
                script, afterInstance, replacesData, Optional.of(expectation), widerRights, byOthers);
    }

    /**
     * Lets an account run the script that may write outside the database, such as the server's administrator. What the
     * script does elsewhere is then neither guarded nor told; a note in the events and in the journal names the rights.
     */
    public SchemaBootstrap allowWiderRights() {
        return new SchemaBootstrap(script, afterInstance, replacesData, expected, true, byOthers);
    }

    /**
     * Leaves the script to others, whichever transport a client has that goes on with the run: a client that would run it
     * only looks whether they have. To be said with a migration, a DBA or a check alone; the run's journal keeps it.
     */
    public SchemaBootstrap runByOthers() {
        return new SchemaBootstrap(script, afterInstance, replacesData, expected, widerRights, true);
    }
}
