package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.SchemaReport;
import java.util.Optional;

/** A way to run the script on the database. Thread-safe; blocking, and ended by an interrupt. */
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
     * The same for a script that another will run: whether this transport's own user might does not matter. By default
     * like {@link #probe}.
     */
    default String look(SchemaJob job) {
        return probe(job);
    }

    /**
     * Looks, without changing anything, whether the script has been applied, by whomever. Only asked for a database
     * that {@link #look} found clear before.
     *
     * @return what is there when it has; empty when it has not, or when this transport cannot tell, as by default
     * @throws SchemaException when it cannot look
     */
    default Optional<SchemaReport> applied(SchemaJob job) {
        return Optional.empty();
    }

    /**
     * Runs the script once for all: the same script again does nothing, whichever process asks. Never waits for a
     * person: it is called again after a while when it throws {@link SchemaException.Kind#WAITING}.
     *
     * @throws SchemaException saying how far it got
     */
    SchemaReport run(SchemaJob job);
}
