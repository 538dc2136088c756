package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens in a run, for people and metrics; delivered in order within a run. Never holds a secret. Its words are plain:
 * on one line, without characters that would move a terminal.
 *
 * <p>Later versions have more kinds of events, and the kinds more to tell: pass over what you do not know. Only the SDK
 * makes events of these kinds, and tests of yours, by the methods here. Immutable.
 */
public interface ProvisioningEvent {

    /** The run. */
    RunId runId();

    /** Which of the kinds nested here it is, as a key for maps from kinds to what they mean to you. */
    default Class<? extends ProvisioningEvent> kind() {
        return getClass().getInterfaces()[0].asSubclass(ProvisioningEvent.class);
    }

    /** The run is journaled; nothing has been sent. */
    sealed interface Begun extends ProvisioningEvent permits Events.Begun {
        /** Where the instance is to be. */
        String region();

        /** The instance's name. */
        String name();

        /** When it was journaled. */
        Instant at();
    }

    /** The run was taken up again, with what is known of it. */
    sealed interface Resumed extends ProvisioningEvent permits Events.Resumed {
        /** The step that is next. */
        String step();

        /** What was seen last; empty before the first look. */
        Optional<String> lastSeen();
    }

    /** One precondition was looked at. */
    sealed interface Checked extends ProvisioningEvent permits Events.Checked {
        /** What was found. */
        CheckResult result();
    }

    /** The script is about to run; not told of one that the request leaves to others. */
    sealed interface SchemaStarted extends ProvisioningEvent permits Events.SchemaStarted {
        /** The database's name. */
        String database();

        /** Lower-case hex of the script's bytes. */
        String scriptSha256();

        /** The script's length. */
        int bytes();
    }

    /** Something to know about initialising the database, such as who is at it, or which rows are replaced. */
    sealed interface SchemaNoted extends ProvisioningEvent permits Events.SchemaNoted {
        /** What it is. */
        SchemaNote note();
    }

    /** The database could not be initialised this time. */
    sealed interface SchemaFailed extends ProvisioningEvent permits Events.SchemaFailed {
        /** The number of the statement that failed, when the script failed. */
        OptionalInt statement();

        /** What went wrong. */
        String what();
    }

    /** The database is initialised. */
    sealed interface SchemaFinished extends ProvisioningEvent permits Events.SchemaFinished {
        /** What it came to. */
        SchemaReport report();
    }

    /** A call that may spend money is about to be sent: the claim is in the journal. */
    sealed interface Claimed extends ProvisioningEvent permits Events.Claimed {
        /** The step that sends. */
        String step();

        /** 1 for the first. */
        int attempt();
    }

    /**
     * It is not certain what a call has done, because its answer was lost or settles nothing; this is what was looked at to find
     * out. Told at each look.
     */
    sealed interface Recovering extends ProvisioningEvent permits Events.Recovering {
        /** The step whose answer it was. */
        String step();

        /** What was looked at, and what was found. */
        List<String> evidence();
    }

    /** The order exists. */
    sealed interface Ordered extends ProvisioningEvent permits Events.Ordered {
        /** Its number. */
        String orderNumber();

        /** The instance that it is for; empty when that is not known yet. */
        Optional<String> instanceId();
    }

    /** The order's amount is within the ceiling. */
    sealed interface Confirmed extends ProvisioningEvent permits Events.Confirmed {
        /** Its number. */
        String orderNumber();

        /** What it costs. */
        Money amount();

        /** When it cancels itself if it is not paid. */
        Optional<Instant> expiresAt();
    }

    /** The order is paid. */
    sealed interface Paid extends ProvisioningEvent permits Events.Paid {
        /** Its number. */
        String orderNumber();

        /** What was paid. */
        Money amount();
    }

    /** The instance list was looked at. */
    sealed interface Looked extends ProvisioningEvent permits Events.Looked {
        /** The instance that was looked for, where its id is known. */
        Optional<String> instanceId();

        /** What was seen. */
        String seen();

        /** 0 to 100, when the service says. */
        Optional<Integer> progress();
    }

    /** Nothing to do until the next look. */
    sealed interface Waiting extends ProvisioningEvent permits Events.Waiting {
        /** The step that waits. */
        String step();

        /** What was seen last. */
        String seen();

        /** How long until the next look. */
        Duration after();
    }

    /** Something a person should know that does not stop the run. */
    sealed interface Warned extends ProvisioningEvent permits Events.Warned {
        /** What it is. */
        String what();
    }

    /** The instance runs. */
    sealed interface Finished extends ProvisioningEvent permits Events.Finished {
        /** What the run came to. */
        ProvisioningResult provisioned();
    }

    /** The run stopped; not told of one that the caller has cancelled. */
    sealed interface Stopped extends ProvisioningEvent permits Events.Stopped {
        /** Why, as the caller gets it, too. */
        ProvisioningException failure();
    }

    /** A {@link Begun}. */
    static Begun begun(RunId runId, String region, String name, Instant at) {
        return new Events.Begun(runId, region, name, at);
    }

    /** A {@link Resumed}. */
    static Resumed resumed(RunId runId, String step, Optional<String> lastSeen) {
        return new Events.Resumed(runId, step, lastSeen);
    }

    /** A {@link Checked}. */
    static Checked checked(RunId runId, CheckResult result) {
        return new Events.Checked(runId, result);
    }

    /** A {@link SchemaStarted}. */
    static SchemaStarted schemaStarted(RunId runId, String database, String scriptSha256, int bytes) {
        return new Events.SchemaStarted(runId, database, scriptSha256, bytes);
    }

    /** A {@link SchemaNoted}. */
    static SchemaNoted schemaNoted(RunId runId, SchemaNote note) {
        return new Events.SchemaNoted(runId, note);
    }

    /** A {@link SchemaFailed}. */
    static SchemaFailed schemaFailed(RunId runId, OptionalInt statement, String what) {
        return new Events.SchemaFailed(runId, statement, what);
    }

    /** A {@link SchemaFinished}. */
    static SchemaFinished schemaFinished(RunId runId, SchemaReport report) {
        return new Events.SchemaFinished(runId, report);
    }

    /** A {@link Claimed}. */
    static Claimed claimed(RunId runId, String step, int attempt) {
        return new Events.Claimed(runId, step, attempt);
    }

    /** A {@link Recovering}. */
    static Recovering recovering(RunId runId, String step, List<String> evidence) {
        requireNonNull(evidence, "evidence").forEach(each -> requireNonNull(each, "evidence"));
        return new Events.Recovering(runId, step, evidence);
    }

    /** A {@link Ordered}. */
    static Ordered ordered(RunId runId, String orderNumber, Optional<String> instanceId) {
        return new Events.Ordered(runId, orderNumber, instanceId);
    }

    /** A {@link Confirmed}. */
    static Confirmed confirmed(RunId runId, String orderNumber, Money amount, Optional<Instant> expiresAt) {
        return new Events.Confirmed(runId, orderNumber, amount, expiresAt);
    }

    /** A {@link Paid}. */
    static Paid paid(RunId runId, String orderNumber, Money amount) {
        return new Events.Paid(runId, orderNumber, amount);
    }

    /** A {@link Looked}. */
    static Looked looked(RunId runId, Optional<String> instanceId, String seen, Optional<Integer> progress) {
        return new Events.Looked(runId, instanceId, seen, progress);
    }

    /** A {@link Waiting}. */
    static Waiting waiting(RunId runId, String step, String seen, Duration after) {
        return new Events.Waiting(runId, step, seen, after);
    }

    /** A {@link Warned}. */
    static Warned warned(RunId runId, String what) {
        return new Events.Warned(runId, what);
    }

    /** A {@link Finished}. */
    static Finished finished(RunId runId, ProvisioningResult provisioned) {
        return new Events.Finished(runId, provisioned);
    }

    /** A {@link Stopped}. */
    static Stopped stopped(RunId runId, ProvisioningException failure) {
        return new Events.Stopped(runId, failure);
    }
}
