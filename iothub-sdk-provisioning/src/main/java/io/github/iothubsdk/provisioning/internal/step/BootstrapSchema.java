package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Observation;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Initialises the database when asked to; its own marker in the database makes it safe to come back to. */
final class BootstrapSchema implements Step {

    /** The database is ready; no report when it was not asked for. */
    record SchemaReady(@Nullable SchemaReport report) implements Milestone {
        @Override
        public String told() {
            return report == null
                    ? "no script is given; the database is left as it is"
                    : "the database is initialised: " + report.tables() + " tables"
                            + (report.alreadyThere() ? ", which were there already" : "");
        }
    }

    /** What a run that waits for a person was last seen as. */
    private static final String PARKED = "parked";

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SchemaJobs jobs;

    BootstrapSchema(SchemaJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return StepIds.BOOTSTRAP_SCHEMA;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.SCHEMA_READY;
    }

    @Override
    public Outcome attempt(StepContext context) {
        if (context.request().schema().isEmpty()) {
            return new Outcome.Reached(new SchemaReady(null));
        }
        try {
            return run(context);
        } catch (SchemaException e) {
            if (e.kind() != SchemaException.Kind.WAITING) {
                context.tell(
                        ProvisioningEvent.schemaFailed(context.runId(), e.statement(), String.valueOf(e.getMessage())));
            }
            String words = e.getMessage() + " " + e.remedy();
            return switch (e.kind()) {
                case UNREACHABLE ->
                    context.pending("database unreachable", words, false, SOON)
                            .because(UnfinishedReason.DATABASE_UNREACHABLE);
                case WAITING ->
                    context.pending(PARKED, words, true, NOW_AND_THEN)
                            .because(UnfinishedReason.WAITS_FOR_DATABASE_ADMINISTRATOR);
                case REFUSED, SCRIPT -> throw stopped(context, e);
            };
        }
    }

    private Outcome run(StepContext context) {
        List<SchemaNote> notes = new CopyOnWriteArrayList<>();
        SchemaJob job = jobs.job(context.request(), Optional.of(context.runId()), context.deadline(), note -> {
            notes.add(note);
            context.tell(ProvisioningEvent.schemaNoted(context.runId(), note));
        });
        boolean parked = context.progress().lastSeen().map(Observation::state).equals(Optional.of(PARKED));
        if (!job.wanted().byOthers() && !parked) {
            context.tell(ProvisioningEvent.schemaStarted(
                    context.runId(),
                    job.database().database(),
                    job.script().sha256(),
                    job.script().size()));
        }
        SchemaReport report = jobs.run(job).with(notes);
        context.tell(ProvisioningEvent.schemaFinished(context.runId(), report));
        return new Outcome.Reached(new SchemaReady(report));
    }

    /** Before the order nothing has been bought; after it the run waits for the database to be put right. */
    private static ProvisioningException stopped(StepContext context, SchemaException e) {
        if (context.progress().find(PlaceOrder.Ordered.class).isEmpty()) {
            Violation refused = Violation.of(
                    "schema-refused",
                    "schema",
                    String.valueOf(e.getMessage()),
                    "a database that the script can initialise",
                    e.remedy());
            return new ProvisioningException.Invalid(
                    context.where(null, e),
                    List.of(e.code().map(refused::because).orElse(refused)));
        }
        return new ProvisioningException.Unfinished(
                context.where(null, e),
                UnfinishedReason.SCHEMA_REFUSED,
                String.valueOf(e.getMessage()),
                remedyOfAnOrderedRun(e));
    }

    /** The instance is made for this database, and the run keeps to its request and script. */
    private static String remedyOfAnOrderedRun(SchemaException e) {
        return switch (e.code().orElse("")) {
            case "database-not-empty" -> "Empty the database, then resume: the instance is made for this one.";
            case "rights-too-wide" ->
                "Take the rights outside the database from its account in the RDS console, then resume.";
            case "script-failed" ->
                "Put right in the database what the script meets there, then resume: it runs again from its start, and"
                        + " the run takes no other.";
            default -> e.remedy();
        };
    }
}
