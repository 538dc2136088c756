package io.github.iothubsdk.provisioning.model;

/**
 * How the database is to be initialised.
 *
 * @param script what to run
 * @param afterInstance whether it runs only when the instance does; default: before the order, so that nothing is paid
 *     for when it cannot be done
 * @param replacesData whether tables that hold rows may be dropped; default: refused
 */
public record SchemaBootstrap(SchemaScript script, boolean afterInstance, boolean replacesData) {

    /** Before the order, refusing to touch a database that holds rows. */
    public static SchemaBootstrap of(SchemaScript script) {
        return new SchemaBootstrap(script, false, false);
    }

    /** Only when the instance runs. */
    public SchemaBootstrap afterTheInstance() {
        return new SchemaBootstrap(script, true, replacesData);
    }

    /** Lets the script drop tables that hold rows. They are lost. */
    public SchemaBootstrap allowReplacingData() {
        return new SchemaBootstrap(script, afterInstance, true);
    }
}
