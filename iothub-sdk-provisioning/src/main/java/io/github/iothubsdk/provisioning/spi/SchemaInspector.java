package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import java.util.Optional;

/**
 * Looks at a database for a script that another runs, such as a DBA, and never changes it: a user that may SELECT is enough.
 * Thread-safe; blocking, and ended by an interrupt.
 */
public interface SchemaInspector {

    /**
     * Looks whether the script can be run: reachable, login works, guard satisfied.
     *
     * @return what was found, for a person
     * @throws SchemaException naming what stands in the way
     */
    String look(SchemaJob job);

    /**
     * Looks whether the script has been applied, by whomever. Only asked for a database that {@link #look} found clear before.
     *
     * @return what is there when it has; empty when it has not, or when that cannot be told
     * @throws SchemaException when it cannot look
     */
    Optional<SchemaReport> applied(SchemaJob job);

    /**
     * Looks for what the script has left without coming to its end, whoever has run it; rows and rights are not looked at.
     *
     * @return empty when nothing of it is there, or all of it and no mark that it was begun
     * @throws SchemaException when it cannot look, as those that do not override this
     */
    default Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        requireNonNull(job, "job");
        throw new SchemaException(
                SchemaException.Kind.REFUSED,
                "This schema transport cannot look for what a script has left.",
                "Use one over JDBC, or override SchemaInspector.unfinished.");
    }
}
