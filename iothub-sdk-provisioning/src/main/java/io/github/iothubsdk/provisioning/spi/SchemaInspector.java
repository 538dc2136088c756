package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import java.util.List;
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

    /**
     * What migration tools have written down in the database about their changes, the newest first.
     *
     * @return empty when there is no history, or when this inspector knows of none, as those that do not override this
     * @throws SchemaException when it cannot look
     */
    default List<MigrationRecord> history(SchemaJob job) {
        requireNonNull(job, "job");
        return List.of();
    }

    /**
     * What is not there of what the request expects and of the tables that the script makes, whoever has made them; rows in
     * the way and rights are not looked at.
     *
     * @return in words for a person; empty when nothing is missing. Those that do not override this go by {@link #applied}
     * @throws SchemaException when it cannot look
     */
    default List<String> missing(SchemaJob job) {
        return applied(requireNonNull(job, "job")).isPresent()
                ? List.of()
                : List.of("nothing tells that the database " + job.database().database() + " is initialised");
    }
}
