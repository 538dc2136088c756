package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Sighting;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.schema.SchemaDesk;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
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
    record SchemaReady(@Nullable SchemaReport report) implements Milestone {}

    /** What a run that waits for a person was last seen as. */
    private static final String PARKED = "parked";

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SchemaDesk desk;

    BootstrapSchema(SchemaDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "BootstrapSchema";
    }

    @Override
    public Class<SchemaReady> leaves() {
        return SchemaReady.class;
    }

    @Override
    public Outcome attempt(Turn turn) {
        if (turn.request().schema().isEmpty()) {
            return new Outcome.Reached(new SchemaReady(null));
        }
        try {
            return run(turn);
        } catch (SchemaException e) {
            if (e.kind() != SchemaException.Kind.WAITING) {
                turn.tell(new ProvisioningEvent.SchemaFailed(
                        turn.runId(), e.statement(), String.valueOf(e.getMessage())));
            }
            String words = e.getMessage() + " " + e.remedy();
            return switch (e.kind()) {
                case UNREACHABLE -> turn.pending("database unreachable", words, false, SOON);
                case WAITING -> turn.pending(PARKED, words, true, NOW_AND_THEN);
                case REFUSED, SCRIPT -> throw stopped(turn, e);
            };
        }
    }

    private Outcome run(Turn turn) {
        List<SchemaNote> notes = new CopyOnWriteArrayList<>();
        SchemaJob job = desk.job(turn.request(), Optional.of(turn.runId()), turn.deadline(), note -> {
            notes.add(note);
            turn.tell(new ProvisioningEvent.SchemaNoted(turn.runId(), note));
        });
        if (!turn.progress().lastSeen().map(Sighting::state).equals(Optional.of(PARKED))) {
            turn.tell(new ProvisioningEvent.SchemaStarted(
                    turn.runId(),
                    job.database().database(),
                    job.script().sha256(),
                    job.script().size()));
        }
        SchemaReport report = desk.transport(job).run(job).with(notes);
        turn.tell(new ProvisioningEvent.SchemaFinished(turn.runId(), report));
        return new Outcome.Reached(new SchemaReady(report));
    }

    /** Before the order nothing has been bought; after it the run waits for the database to be put right. */
    private static ProvisioningException stopped(Turn turn, SchemaException e) {
        if (turn.progress().find(PlaceOrder.Ordered.class).isEmpty()) {
            return new ProvisioningException.Invalid(
                    turn.where(null, e),
                    List.of(new Violation(
                            "schema",
                            String.valueOf(e.getMessage()),
                            "a database that the script can initialise",
                            e.remedy())));
        }
        return new ProvisioningException.Unfinished(turn.where(null, e), e.getMessage() + " " + e.remedy());
    }
}
