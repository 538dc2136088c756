package io.github.iothubsdk.provisioning.internal.schema;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.util.List;
import java.util.Optional;

/** Runs and writes nothing: waits until the database is as the request expects, whoever makes it so. */
final class CheckOnlySchema implements InspectingSchemaTransport {

    private final SchemaInspector look;
    /** Whether the script's own mark is enough to go by. */
    private final boolean byMark;

    /** Goes by what the request expects, and by nothing less. */
    CheckOnlySchema(SchemaInspector look) {
        this(look, false);
    }

    private CheckOnlySchema(SchemaInspector look, boolean byMark) {
        this.look = look;
        this.byMark = byMark;
    }

    /** Also goes by the script's mark, where the request expects nothing. */
    static CheckOnlySchema byMark(SchemaInspector look) {
        return new CheckOnlySchema(look, true);
    }

    @Override
    public String probe(SchemaJob job) {
        List<String> missing = missing(job);
        if (!missing.isEmpty()) {
            job.note(
                    SchemaNote.Kind.MISFIT,
                    "the database is not initialised yet, and others have to do that: " + String.join(", ", missing)
                            + "; until then the run waits there");
            return "looked at only";
        }
        return "all that is expected is there; looked at only";
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        List<String> missing = missing(job);
        if (missing.isEmpty()) {
            Optional<SchemaReport> applied = look.applied(asking(job));
            if (applied.isPresent()) {
                return applied.get();
            }
        }
        throw new SchemaException(
                Kind.WAITING,
                "The database " + job.database().database() + " is not initialised: "
                        + (missing.isEmpty() ? "that cannot be told" : String.join(", ", missing)) + ".",
                "Others have to do that; then this goes on by itself.");
    }

    /** What it holds decides, and not whether that may be replaced. */
    private SchemaJob asking(SchemaJob job) {
        if (!byMark && !Expected.isTold(requireNonNull(job, "job"))) {
            throw new SchemaException(
                            Kind.REFUSED,
                            "Nothing says what to look for: the database is only looked at, and the request expects nothing.",
                            "Say it: SchemaBootstrap.of(script).expecting(...).")
                    .because("expectation-missing");
        }
        SchemaBootstrap wanted = job.wanted();
        return new SchemaJob(
                job.database(),
                job.port(),
                job.password(),
                new SchemaBootstrap(
                        wanted.script(),
                        wanted.afterInstance(),
                        false,
                        wanted.expected(),
                        wanted.widerRights(),
                        wanted.byOthers()),
                job.runId(),
                job.deadline(),
                job.notes());
    }

    @Override
    public List<String> missing(SchemaJob job) {
        SchemaJob asked = asking(job);
        List<String> missing = look.missing(asked);
        boolean enough = Expected.isTold(job)
                || !missing.isEmpty()
                || look.applied(asked).isPresent();
        return enough ? missing : List.of("the script has left no mark that it was run");
    }

    @Override
    public String look(SchemaJob job) {
        return probe(job);
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        return look.applied(asking(job));
    }

    @Override
    public Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        return look.unfinished(job);
    }

    @Override
    public List<MigrationRecord> history(SchemaJob job) {
        return look.history(job);
    }

    @Override
    public boolean runsTheScript() {
        return false;
    }
}
