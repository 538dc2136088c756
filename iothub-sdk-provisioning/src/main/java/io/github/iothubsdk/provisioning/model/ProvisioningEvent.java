package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens in a run, for people and metrics; delivered in order within a run. Never holds a secret. Its words are plain:
 * on one line, without characters that would move a terminal.
 */
public sealed interface ProvisioningEvent {

    /** The run. */
    RunId runId();

    /** The run is journaled; nothing has been sent. */
    record Begun(RunId runId, String region, String name, Instant at) implements ProvisioningEvent {}

    /** The run was taken up again, with what is known of it. */
    record Resumed(RunId runId, String step, String lastSeen) implements ProvisioningEvent {
        /** In plain words. */
        public Resumed {
            lastSeen = Plain.line(lastSeen);
        }
    }

    /** One precondition was looked at. */
    record Checked(RunId runId, CheckResult result) implements ProvisioningEvent {}

    /** The script is about to run. */
    record SchemaStarted(RunId runId, String database, String scriptSha256, int bytes) implements ProvisioningEvent {}

    /** Something to know about initialising the database, such as who is at it, or which rows are replaced. */
    record SchemaNoted(RunId runId, SchemaNote note) implements ProvisioningEvent {}

    /** The database could not be initialised this time; the statement's number is there when the script failed. */
    record SchemaFailed(RunId runId, OptionalInt statement, String what) implements ProvisioningEvent {
        /** In plain words. */
        public SchemaFailed {
            what = Plain.line(what);
        }
    }

    /** The database is initialised. */
    record SchemaFinished(RunId runId, SchemaReport report) implements ProvisioningEvent {}

    /** A call that may spend money is about to be sent: the claim is in the journal. */
    record Claimed(RunId runId, String step, int attempt) implements ProvisioningEvent {}

    /** An answer was lost; this is what was looked at to find out what happened. Told at each look. */
    record Recovering(RunId runId, String step, List<String> evidence) implements ProvisioningEvent {
        /** In plain words. */
        public Recovering {
            evidence = evidence.stream().map(Plain::line).toList();
        }
    }

    /** The order exists. */
    record Ordered(RunId runId, String orderNumber, String instanceId) implements ProvisioningEvent {}

    /** The order's amount is within the ceiling. */
    record Confirmed(RunId runId, String orderNumber, Money amount, Optional<Instant> expiresAt)
            implements ProvisioningEvent {}

    /** The order is paid. */
    record Paid(RunId runId, String orderNumber, Money amount) implements ProvisioningEvent {}

    /** The instance list was looked at. */
    record Looked(RunId runId, String instanceId, String seen, Optional<Integer> progress)
            implements ProvisioningEvent {
        /** In plain words. */
        public Looked {
            seen = Plain.line(seen);
        }
    }

    /** Nothing to do until the next look. */
    record Waiting(RunId runId, String step, String seen, Duration after) implements ProvisioningEvent {
        /** In plain words. */
        public Waiting {
            seen = Plain.line(seen);
        }
    }

    /** Something a person should know that does not stop the run. */
    record Warned(RunId runId, String what) implements ProvisioningEvent {
        /** In plain words. */
        public Warned {
            what = Plain.line(what);
        }
    }

    /** The instance runs. */
    record Finished(RunId runId, ProvisioningResult provisioned) implements ProvisioningEvent {}

    /** The run stopped with this exception, which the caller gets too. */
    record Stopped(RunId runId, ProvisioningException failure) implements ProvisioningEvent {}
}
