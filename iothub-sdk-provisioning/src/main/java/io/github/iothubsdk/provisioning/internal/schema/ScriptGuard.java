package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;

/** Holds a script to the rules just before it is used, whoever has read it. */
final class ScriptGuard {

    private ScriptGuard() {}

    /**
     * Makes sure that a script stays in its database.
     *
     * @param database as the server calls it, or as the request does where nobody asks the server
     * @throws SchemaException naming the statement and its line
     */
    static void stayWithin(SchemaJob job, String database) {
        Scripts.forbidden(job.script()).ifPresent(what -> {
            throw refused("The script has " + what + ".");
        });
        Scripts.beyond(job.script(), database).ifPresent(beyond -> {
            throw refused("In the script, " + beyond + ", and this one is " + database + ".");
        });
    }

    private static SchemaException refused(String why) {
        return new SchemaException(
                Kind.REFUSED,
                why,
                "Take the statement out; whatever a script changes must be in the database that was checked.");
    }
}
