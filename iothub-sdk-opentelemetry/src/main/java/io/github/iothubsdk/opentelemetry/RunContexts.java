package io.github.iothubsdk.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RunId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the newest span of each run is remembered, so that the next one, of another process, can link to it.
 *
 * <p>Implement it beside your journal, such as by a table of two columns. It is asked when a span of a run begins, on the
 * thread of the run, while the other runs of the process wait to be traced: so be quick. What it throws is logged once and
 * costs the link alone. Must be thread-safe. No run depends on it: forgetting is no harm.
 */
public interface RunContexts {

    /**
     * The newest span of a run.
     *
     * @param traceparent the 55 characters of a W3C {@code traceparent}, version 00
     */
    void keep(RunId run, String traceparent);

    /** What was kept last for the run; empty when nothing was. What is no {@code traceparent} is passed over. */
    Optional<String> last(RunId run);

    /**
     * A small file for each run in this directory, which is made when it is not there; each write replaces the one before.
     *
     * @param directory not the journal's own; files of runs that are over are yours to delete
     */
    static RunContexts inDirectory(Path directory) {
        return new ContextFiles(requireNonNull(directory, "directory"));
    }

    /** Remembers nothing. */
    static RunContexts none() {
        return NoContexts.NONE;
    }
}
